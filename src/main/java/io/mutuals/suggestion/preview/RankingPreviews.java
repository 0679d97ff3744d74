package io.mutuals.suggestion.preview;

import io.mutuals.suggestion.PeopleRepository;
import io.mutuals.suggestion.PeopleRepository.PageKey;
import io.mutuals.suggestion.ranking.RankingForecast;
import io.mutuals.suggestion.ranking.RankingPipeline;
import io.mutuals.suggestion.ranking.Snapshot;
import io.mutuals.suggestion.strategy.Strategies;
import io.mutuals.suggestion.strategy.Strategy;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Ranks people for a user without keeping or showing it to them. */
@Service
class RankingPreviews {

    private final RankingPreviewRepository repository;
    private final Strategies strategies;
    private final RankingPipeline computation;
    private final PeopleRepository people;
    private final PastRankings past;

    RankingPreviews(
            RankingPreviewRepository repository,
            Strategies strategies,
            RankingPipeline computation,
            PeopleRepository people,
            PastRankings past) {
        this.repository = repository;
        this.strategies = strategies;
        this.computation = computation;
        this.people = people;
        this.past = past;
    }

    /**
     * The previews, but for people whom the viewer may not see. For each strategy at most the statements that rankings and
     * their pages take, whatever the number of people, and one for all.
     */
    Map<RankingPreviewKey, RankingPreview> of(Set<RankingPreviewKey> keys) {
        Set<RankingPreviewKey> visible = repository.visible(keys);
        Map<Way, Set<Long>> wanted = new HashMap<>();
        for (RankingPreviewKey key : visible) {
            for (Way way : Way.of(key)) {
                wanted.computeIfAbsent(way, made -> new HashSet<>()).add(key.person());
            }
        }
        Map<Way, Map<Long, PreviewedRanking>> made = new HashMap<>();
        wanted.forEach((way, people) -> made.put(way, rank(way, people)));
        return visible.stream().collect(Collectors.toMap(key -> key, key -> preview(key, made)));
    }

    private Map<Long, PreviewedRanking> rank(Way way, Set<Long> viewers) {
        Strategy strategy = strategies.named(way.strategy()).orElseThrow();
        if (way.asOf() != null) {
            return past.rank(strategy, way.asOf(), viewers);
        }
        Set<PageKey> all = computation.rank(strategy, viewers, RankingForecast.IGNORED).entrySet().stream()
                .map(ranked -> new PageKey(ranked.getKey(), ranked.getValue(), 0, Snapshot.MAX_PLACES, true))
                .collect(Collectors.toSet());
        // What is in memory may be older than what the graph says, so places are checked as those of a page are.
        return people.on(all, Map.of()).entrySet().stream()
                .collect(Collectors.toMap(
                        page -> page.getKey().viewer(),
                        page -> PreviewedRanking.of(page.getKey().snapshot(), page.getValue())));
    }

    private static RankingPreview preview(RankingPreviewKey key, Map<Way, Map<Long, PreviewedRanking>> made) {
        return RankingPreview.of(
                key,
                ranking(new Way(key.strategy(), key.asOf()), key.person(), made),
                key.compareWith() == null ? null : ranking(new Way(key.compareWith(), key.asOf()), key.person(), made));
    }

    private static PreviewedRanking ranking(Way way, long person, Map<Way, Map<Long, PreviewedRanking>> made) {
        return Objects.requireNonNull(Objects.requireNonNull(made.get(way)).get(person));
    }

    /** How a ranking is made, for whomever. */
    private record Way(String strategy, @Nullable Instant asOf) {

        private static Set<Way> of(RankingPreviewKey key) {
            Set<Way> ways = new HashSet<>(Set.of(new Way(key.strategy(), key.asOf())));
            if (key.compareWith() != null) {
                ways.add(new Way(key.compareWith(), key.asOf()));
            }
            return ways;
        }
    }
}
