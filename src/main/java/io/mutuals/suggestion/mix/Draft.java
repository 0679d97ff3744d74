package io.mutuals.suggestion.mix;

/**
 * An interleaved page.
 *
 * @param people ids in the order of their places, nobody twice
 * @param teams who brought each of them
 */
@SuppressWarnings("ArrayRecordComponent") // read place by place, never compared
public record Draft(long[] people, Team[] teams) {

    public int size() {
        return people.length;
    }
}
