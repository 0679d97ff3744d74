package io.mutuals.suggestion.evaluation;

/** Is told how far a long computation has come. Called from one thread at a time; has to return at once. */
@FunctionalInterface
public interface Progress {

    Progress NONE = (step, done, of) -> {};

    /**
     * @param step what is being done, for a person to read
     * @param done how much of it is done, in lines, users or trees; never descending within a step
     * @param of how much there is to do; 0 when that is not known
     */
    void at(String step, long done, long of);
}
