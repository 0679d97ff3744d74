package io.mutuals.neo4j;

/**
 * A kind of write that is tried before the server is ready, in a transaction that is always rolled back: so the statements of the first real
 * one are planned, and its classes loaded. A bean of the feature that writes.
 */
public interface Rehearsal {

    /** What is tried, for logs and traces. */
    String name();

    /** Runs the statements of the write; must change nothing beside the graph. */
    void rehearse(Graph.Transaction transaction, Cast cast);

    /**
     * Those with whom it is tried, all of whom exist.
     *
     * @param viewer a user who takes part in {@code conversation}
     * @param other another user
     */
    record Cast(long viewer, long other, long conversation) {}
}
