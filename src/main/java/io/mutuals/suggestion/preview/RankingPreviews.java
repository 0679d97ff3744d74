package io.mutuals.suggestion.preview;

import io.mutuals.suggestion.ranking.PeopleRepository;
import io.mutuals.suggestion.ranking.RankedPage;
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

/** Computes rankings of users without storing them or counting impressions. */
@Service
class RankingPreviews {

    private final RankingPreviewRepository repository;
    private final Strategies strategies;
    private final RankingPipeline pipeline;
    private final PeopleRepository people;
    private final PastRankings past;

    RankingPreviews(
            RankingPreviewRepository repository,
            Strategies strategies,
            RankingPipeline pipeline,
            PeopleRepository people,
            PastRankings past) {
        this.repository = repository;
        this.strategies = strategies;
        this.pipeline = pipeline;
        this.people = people;
        this.past = past;
    }

    /**
     * Returns a preview for each key, except for people hidden from the viewer. Costs one statement, and for each
     * distinct strategy and moment at most those of a ranking and its page, whatever the number of people.
     */
    Map<RankingPreviewKey, RankingPreview> of(Set<RankingPreviewKey> keys) {
        Set<RankingPreviewKey> visible = repository.visible(keys);
        Map<StrategyAt, Set<Long>> wanted = new HashMap<>();
        for (RankingPreviewKey key : visible) {
            for (StrategyAt strategyAt : StrategyAt.of(key)) {
                wanted.computeIfAbsent(strategyAt, added -> new HashSet<>())
                        .add(key.person().value());
            }
        }
        Map<StrategyAt, Map<Long, PreviewedRanking>> rankings = new HashMap<>();
        wanted.forEach((strategyAt, people) -> rankings.put(strategyAt, rank(strategyAt, people)));
        return visible.stream().collect(Collectors.toMap(key -> key, key -> preview(key, rankings)));
    }

    private Map<Long, PreviewedRanking> rank(StrategyAt strategyAt, Set<Long> viewers) {
        Strategy strategy = strategies.named(strategyAt.strategy()).orElseThrow();
        if (strategyAt.asOf() != null) {
            return past.rank(strategy, strategyAt.asOf(), viewers);
        }
        Set<RankedPage> all = pipeline.rank(strategy, viewers, RankingForecast.IGNORED).entrySet().stream()
                .map(ranked -> new RankedPage(ranked.getKey(), ranked.getValue(), 0, Snapshot.MAX_PLACES, true))
                .collect(Collectors.toSet());
        // Memory may lag behind the graph, so places are checked as those of a page are.
        return people.read(all).entrySet().stream()
                .collect(Collectors.toMap(
                        page -> page.getKey().viewer(),
                        page -> PreviewedRanking.of(page.getKey().snapshot(), page.getValue())));
    }

    private static RankingPreview preview(
            RankingPreviewKey key, Map<StrategyAt, Map<Long, PreviewedRanking>> rankings) {
        return RankingPreview.of(
                key,
                ranking(new StrategyAt(key.strategy(), key.asOf()), key.person().value(), rankings),
                key.compareWith() == null
                        ? null
                        : ranking(
                                new StrategyAt(key.compareWith(), key.asOf()),
                                key.person().value(),
                                rankings));
    }

    private static PreviewedRanking ranking(
            StrategyAt strategyAt, long person, Map<StrategyAt, Map<Long, PreviewedRanking>> rankings) {
        return Objects.requireNonNull(
                Objects.requireNonNull(rankings.get(strategyAt)).get(person));
    }

    /** A strategy now, or at a past moment. */
    private record StrategyAt(String strategy, @Nullable Instant asOf) {

        private static Set<StrategyAt> of(RankingPreviewKey key) {
            Set<StrategyAt> both = new HashSet<>(Set.of(new StrategyAt(key.strategy(), key.asOf())));
            if (key.compareWith() != null) {
                both.add(new StrategyAt(key.compareWith(), key.asOf()));
            }
            return both;
        }
    }
}
