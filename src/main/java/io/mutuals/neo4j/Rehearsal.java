package io.mutuals.neo4j;

import io.mutuals.api.ConversationId;
import io.mutuals.api.UserId;

/**
 * A write that is run at startup in a transaction that is always rolled back, so that its statements are planned and
 * its classes loaded before the first request. Implemented by beans of the feature that writes.
 */
public interface Rehearsal {

    /** Returns the name of the rehearsal in logs and traces. */
    String name();

    /** Runs the statements of the write. Must have no effect outside the transaction. */
    void rehearse(Graph.Transaction transaction, Cast cast);

    /**
     * The users and the conversation to rehearse with, all of which exist.
     *
     * @param viewer a participant of {@code conversation}
     * @param other another user
     */
    record Cast(UserId viewer, UserId other, ConversationId conversation) {}
}
