package io.mutuals.suggestion.shared;

/**
 * Something that people share, such as a group or a liked video.
 *
 * @param owner whose it is; 0 when it is nobody's
 * @param sharers how many people share it, {@code people} or more, at least 0
 * @param people those of them who may be found by it, in any order, without repeats; nobody where too many share it. Not to be changed
 */
@SuppressWarnings("ArrayRecordComponent") // a list would take three times as much
public record Thing(long owner, int sharers, long[] people) {

    /**
     * What it says that two people share this: 1 / ln(sharers), in whole billionths, so that the order of summing decides no tie. Two
     * sharers are the fewest (Adamic & Adar, "Friends and neighbors on the Web", 2003).
     */
    long weight() {
        return Math.round(1e9 / Math.log(Math.max(2, sharers)));
    }
}
