package io.mutuals.suggestion.evaluation;

/** A listener to the progress of a long computation. Called by one thread at a time; must not block. */
@FunctionalInterface
public interface Progress {

    /** Ignores all progress. */
    Progress NONE = (step, done, of) -> {};

    /**
     * Reports the progress of a step.
     *
     * @param step the display name of the step
     * @param done the finished part in lines, users or trees; never decreases within a step
     * @param of the total in the same unit; 0 if unknown
     */
    void at(String step, long done, long of);
}
