package io.mutuals.friend;

import io.mutuals.neo4j.Graph.Transaction;
import io.mutuals.user.UserKey;
import java.util.List;

/** A change that another feature makes in the same transaction in which a block starts or ends. */
public interface BlockHook {

    /**
     * Applies the change while both users are locked by the transaction.
     *
     * @param between the user who blocks or unblocks, as the viewer, and the other user
     * @return events to publish after the commit
     */
    List<Object> blockChanged(Transaction transaction, UserKey between);
}
