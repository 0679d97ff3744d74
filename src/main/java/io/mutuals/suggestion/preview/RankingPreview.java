package io.mutuals.suggestion.preview;

import io.mutuals.suggestion.preview.PreviewedRanking.Ranked;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a strategy would show somebody, beside what another would.
 *
 * @param comparedRanker null when nothing is compared with
 * @param asOf null for now
 * @param places the first places, best first
 * @param left who is among the first places of the ranking compared with but not here, in its order
 */
record RankingPreview(
        String strategy,
        String ranker,
        @Nullable String comparedRanker,
        Instant computedAt,
        @Nullable Instant asOf,
        List<PreviewedPlace> places,
        List<PreviewedPlace> left) {

    static RankingPreview of(RankingPreviewKey key, PreviewedRanking ranking, @Nullable PreviewedRanking compared) {
        Map<Long, Integer> places = ranking.places();
        Map<Long, Integer> comparedPlaces = compared == null ? Map.of() : compared.places();
        List<PreviewedPlace> shown = new ArrayList<>();
        for (Ranked ranked : ranking.first(key.first())) {
            shown.add(place(key, ranked.person(), ranking, places, comparedPlaces));
        }
        List<PreviewedPlace> left = new ArrayList<>();
        for (Ranked ranked : compared == null ? List.<Ranked>of() : compared.first(key.first())) {
            if (places.getOrDefault(ranked.person(), Integer.MAX_VALUE) > key.first()) {
                left.add(place(key, ranked.person(), ranking, places, comparedPlaces));
            }
        }
        return new RankingPreview(
                key.strategy(),
                ranking.ranker(),
                compared == null ? null : compared.ranker(),
                ranking.computedAt(),
                key.asOf(),
                shown,
                left);
    }

    private static PreviewedPlace place(
            RankingPreviewKey key,
            long person,
            PreviewedRanking ranking,
            Map<Long, Integer> places,
            Map<Long, Integer> comparedPlaces) {
        Integer place = places.get(person);
        return new PreviewedPlace(
                person,
                place,
                place == null || !key.tellsScores()
                        ? null
                        : ranking.people().get(place - 1).score(),
                comparedPlaces.get(person));
    }
}
