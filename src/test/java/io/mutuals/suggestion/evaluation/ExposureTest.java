package io.mutuals.suggestion.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.mutuals.SideBySide;
import io.mutuals.suggestion.friendgraph.FriendGraph;
import org.junit.jupiter.api.Test;

@SideBySide
class ExposureTest {

    /** A star: person 0 has three friends, the others have one. */
    private final FriendGraph star = new FriendGraph.Builder()
            .friendship(0, 1, 0)
            .friendship(0, 2, 0)
            .friendship(0, 3, 0)
            .build();

    @Test
    void whenAllAreSuggestedAlikeCoverageIsWholeAndNothingIsConcentrated() {
        Exposure exposure = Exposure.of(new int[] {5, 5, 5, 5}, star);
        assertThat(exposure.coverage()).isEqualTo(1);
        assertThat(exposure.gini()).isCloseTo(0, within(1e-12));
    }

    @Test
    void whenOneOfFourGetsAllTheGiniIsThreeQuarters() {
        Exposure exposure = Exposure.of(new int[] {0, 9, 0, 0}, star);
        assertThat(exposure.coverage()).isEqualTo(0.25);
        assertThat(exposure.gini()).isCloseTo(0.75, within(1e-12));
    }

    @Test
    void theGiniIsHalfTheMeanDifferenceOfAllPairsByTheMean() {
        int[] times = {1, 0, 4, 7};
        double differences = 0;
        for (int one : times) {
            for (int other : times) {
                differences += Math.abs(one - other);
            }
        }
        double expected = differences / (2 * 4 * 4 * 3.0);
        assertThat(Exposure.of(times, star).gini()).isCloseTo(expected, within(1e-12));
    }

    @Test
    void noveltyIsOneBitMoreForEachHalvingOfFriends() {
        assertThat(Exposure.of(new int[] {0, 2, 1, 0}, star).novelty()).isCloseTo(2, within(1e-12));
        assertThat(Exposure.of(new int[] {3, 0, 0, 0}, star).novelty())
                .isCloseTo(Math.log(4 / 3.0) / Math.log(2), within(1e-12));
        assertThat(Exposure.of(new int[] {1, 1, 0, 0}, star).novelty())
                .isCloseTo((2 + Math.log(4 / 3.0) / Math.log(2)) / 2, within(1e-12));
    }

    @Test
    void withoutSuggestionsAllFiguresAreZero() {
        assertThat(Exposure.of(new int[4], star)).isEqualTo(new Exposure(0, 0, 0));
    }
}
