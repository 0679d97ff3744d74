package io.mutuals.friend;

import io.mutuals.neo4j.Graph.Transaction;
import io.mutuals.user.UserKey;

/** A change that another feature makes in the same transaction in which a block starts or ends. */
public interface BlockHook {

    /**
     * Applies the change while both users are locked by the transaction. May be called again if the transaction is
     * retried.
     *
     * @param between the user who blocks or unblocks, as the viewer, and the other user
     * @return an action to run after the commit, such as publishing events of the feature
     */
    Runnable blockChanged(Transaction transaction, UserKey between);
}
