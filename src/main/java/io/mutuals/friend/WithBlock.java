package io.mutuals.friend;

import io.mutuals.neo4j.Graph.Transaction;
import io.mutuals.user.UserKey;
import java.util.List;

/** Something that must happen in the very transaction in which a block between two people begins or ends. */
public interface WithBlock {

    /**
     * A block begins or ends; both people are locked.
     *
     * @param between who blocks, or blocks no more, and whom
     * @return events to be published after the commit
     */
    List<Object> blockChanged(Transaction transaction, UserKey between);
}
