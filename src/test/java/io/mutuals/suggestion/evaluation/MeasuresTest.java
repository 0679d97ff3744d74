package io.mutuals.suggestion.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.mutuals.SideBySide;
import io.mutuals.suggestion.friendgraph.Ranking;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

@SideBySide
class MeasuresTest {

    @Test
    void aPerfectRankingMeasuresOne() {
        Measures measures = Measures.of(ranking(4, 7, 1), new int[] {4, 7});
        assertThat(measures).isEqualTo(new Measures(1, 1, 1, 1));
    }

    @Test
    void gainsShrinkWithThePlace() {
        Measures measures = Measures.of(ranking(9, 4, 8, 7), new int[] {4, 5, 7});
        double log2 = Math.log(2);
        double ideal = 1 + log2 / Math.log(3) + log2 / Math.log(4);
        assertThat(measures.ndcg()).isCloseTo((log2 / Math.log(3) + log2 / Math.log(5)) / ideal, within(1e-12));
        assertThat(measures.recall()).isCloseTo(2 / 3.0, within(1e-12));
        assertThat(measures.reciprocalRank()).isEqualTo(0.5);
        assertThat(measures.hit()).isEqualTo(1);
    }

    @Test
    void theIdealOfManyFriendsIsTenOfThem() {
        int[] held = IntStream.range(0, 30).toArray();
        Measures measures = Measures.of(ranking(held), held);
        assertThat(measures.ndcg()).isCloseTo(1, within(1e-12));
        assertThat(measures.recall()).isCloseTo(1 / 3.0, within(1e-12));
    }

    @Test
    void aFriendBeyondTheTenthPlaceCountsOnlyForTheReciprocalRank() {
        Measures measures = Measures.of(ranking(IntStream.range(0, 150).toArray()), new int[] {19});
        assertThat(measures).isEqualTo(new Measures(0, 0, 0.05, 0));
        assertThat(Measures.of(ranking(IntStream.range(0, 150).toArray()), new int[] {100})
                        .reciprocalRank())
                .isZero();
    }

    @Test
    void aMeanOfNobodyIsZero() {
        assertThat(Measures.mean(List.of())).isEqualTo(new Measures(0, 0, 0, 0));
    }

    private static Ranking ranking(int... people) {
        return new Ranking(people, new double[people.length]);
    }
}
