package io.mutuals.suggestion.preview;

import static org.assertj.core.api.Assertions.assertThat;

import io.mutuals.SideBySide;
import io.mutuals.api.UserId;
import io.mutuals.suggestion.preview.PreviewedRanking.RankedPerson;
import java.time.Instant;
import java.util.List;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

@SideBySide
class RankingPreviewTest {

    @Test
    void listsPeopleWhoMovedEnteredOrLeft() {
        RankingPreview preview = preview(2, ranking("new", 1, 2, 3), ranking("old", 4, 3, 1));

        assertThat(preview.ranker()).isEqualTo("new");
        assertThat(preview.comparedRanker()).isEqualTo("old");
        assertThat(preview.places())
                .containsExactly(new PreviewedPlace(1, 1, 9.0, 3), new PreviewedPlace(2, 2, 8.0, null));
        assertThat(preview.places()).extracting(PreviewedPlace::moved).containsExactly(2, null);
        assertThat(preview.left())
                .containsExactly(new PreviewedPlace(4, null, null, 1), new PreviewedPlace(3, 3, 7.0, 2));
        assertThat(preview.left()).extracting(PreviewedPlace::moved).containsExactly(null, -1);
    }

    @Test
    void withoutAComparisonNoPersonMovesOrLeaves() {
        RankingPreview preview = preview(5, ranking("new", 1, 2), null);

        assertThat(preview.comparedRanker()).isNull();
        assertThat(preview.places())
                .containsExactly(new PreviewedPlace(1, 1, 9.0, null), new PreviewedPlace(2, 2, 8.0, null));
        assertThat(preview.left()).isEmpty();
    }

    @Test
    void scoresOfOthersAreHiddenUnlessTheyAreOfThePast() {
        PreviewedRanking ranking = ranking("new", 1, 2);
        RankingPreviewKey keyOfAnother = new RankingPreviewKey(new UserId(7), new UserId(8), "one", "other", null, 1);
        RankingPreview preview = RankingPreview.of(keyOfAnother, ranking, ranking("old", 2, 1));
        assertThat(preview.places()).containsExactly(new PreviewedPlace(1, 1, null, 2));
        assertThat(preview.left()).containsExactly(new PreviewedPlace(2, 2, null, 1));

        RankingPreviewKey keyOfThePast =
                new RankingPreviewKey(new UserId(7), new UserId(8), "one", null, Instant.EPOCH, 1);
        assertThat(RankingPreview.of(keyOfThePast, ranking, null).places())
                .containsExactly(new PreviewedPlace(1, 1, 9.0, null));
    }

    private static RankingPreview preview(int first, PreviewedRanking ranking, @Nullable PreviewedRanking compared) {
        return RankingPreview.of(
                new RankingPreviewKey(
                        new UserId(8), new UserId(8), "one", compared == null ? null : "other", null, first),
                ranking,
                compared);
    }

    private static PreviewedRanking ranking(String ranker, long... people) {
        List<RankedPerson> ranked = LongStream.range(0, people.length)
                .mapToObj(place -> new RankedPerson(people[(int) place], 9.0 - place))
                .toList();
        return new PreviewedRanking(ranker, Instant.EPOCH, ranked);
    }
}
