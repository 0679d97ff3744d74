package io.mutuals.suggestion.preview;

import io.mutuals.suggestion.preview.PreviewedRanking.RankedPerson;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The ranking of one strategy for a person, beside that of another.
 *
 * @param ranker the ranker that ordered friends of friends
 * @param comparedRanker the same for the compared strategy; null if none is compared
 * @param asOf the past moment that was ranked on; null for now
 * @param places the first places, best first
 * @param left the people who are among the first places of the compared ranking but not of this one, in the order of
 *     the former
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
        for (RankedPerson ranked : ranking.first(key.first())) {
            shown.add(place(key, ranked.person(), ranking, places, comparedPlaces));
        }
        List<PreviewedPlace> left = new ArrayList<>();
        for (RankedPerson ranked : compared == null ? List.<RankedPerson>of() : compared.first(key.first())) {
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
                place == null || !key.showsScores()
                        ? null
                        : ranking.people().get(place - 1).score(),
                comparedPlaces.get(person));
    }
}
