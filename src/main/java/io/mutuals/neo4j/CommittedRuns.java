package io.mutuals.neo4j;

/**
 * Tells which runs of changes were committed. Implemented by the change log, in which each committed run leaves its
 * number, the parameter {@code $run} of its statements.
 */
@FunctionalInterface
public interface CommittedRuns {

    /**
     * Returns whether a run was committed and has written to the change log. Waits for a run that is about to end.
     * Blocks the calling (virtual) thread.
     */
    boolean contains(long run);
}
