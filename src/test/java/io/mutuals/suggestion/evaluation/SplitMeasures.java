package io.mutuals.suggestion.evaluation;

import io.mutuals.suggestion.friendgraph.Ranker;
import java.util.stream.IntStream;

/** Measures the rankings of the test users of a split, one after the other. */
final class SplitMeasures {

    private SplitMeasures() {}

    /** Returns the means over all test users. */
    static Measures mean(Split split, Ranker ranker) {
        return Measures.mean(IntStream.range(0, split.users().length)
                .mapToObj(at -> Measures.of(
                        ranker.rank(split.train(), split.users()[at], Measures.PLACES), split.heldOut()[at]))
                .toList());
    }
}
