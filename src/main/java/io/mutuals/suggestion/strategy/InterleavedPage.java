package io.mutuals.suggestion.strategy;

/**
 * Interleaved page.
 *
 * @param people user ids in order of their places, without duplicates
 * @param teams team credited for each place
 */
@SuppressWarnings("ArrayRecordComponent") // read place by place, never compared
public record InterleavedPage(long[] people, Team[] teams) {

    public int size() {
        return people.length;
    }
}
