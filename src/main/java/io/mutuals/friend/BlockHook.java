package io.mutuals.friend;

import io.mutuals.changelog.Fact;
import io.mutuals.neo4j.Graph.Transaction;
import io.mutuals.user.UserKey;
import java.util.List;

/** A change that another feature makes in the same transaction in which a block starts or ends. */
public interface BlockHook {

    /**
     * Applies the change while both users are locked by the transaction. May be called again if the transaction is
     * retried.
     *
     * @param between the user who blocks or unblocks, as the viewer, and the other user
     * @return what the change concerns, and what follows its commit
     */
    Effect blockChanged(Transaction transaction, UserKey between);

    /**
     * The effect of a block on another feature.
     *
     * @param facts the changed facts that memory may hold
     * @param afterCommit an action to run after the commit, such as publishing events of the feature
     */
    record Effect(List<Fact> facts, Runnable afterCommit) {}
}
