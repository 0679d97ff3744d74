package io.mutuals.suggestion;

import io.micrometer.context.ContextExecutorService;
import io.micrometer.context.ContextSnapshotFactory;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.observation.contextpropagation.ObservationThreadLocalAccessor;
import io.mutuals.api.Ids;
import io.mutuals.proof.Meters;
import io.mutuals.suggestion.Blend.Contender;
import io.mutuals.suggestion.CandidateFacts.Facts;
import io.mutuals.suggestion.Snapshot.Place;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Makes rankings: asks the sources of a strategy for candidates, leaves out who may not be suggested, discounts, and orders.
 *
 * <p>Costs one statement for the exclusions and at most one for each source, side by side, whatever the number of viewers; friends of
 * friends cost none while their graph is in memory.
 */
@Component
class Computation {

    /** How many candidates are looked at more closely: more than there are places, since some may not be suggested. */
    private static final int CONTENDERS = 300;

    private final FriendRankers rankers;
    private final Map<SuggestionSource, CandidateSource> sources = new EnumMap<>(SuggestionSource.class);
    private final CandidateFacts facts;
    private final Discounts discounts;
    private final SuggestionProperties properties;
    private final Ids ids;
    private final InstantSource clock;
    private final MeterRegistry metrics;

    /** Carries the meter and the trace to the sources. */
    private final Executor threads = ContextExecutorService.wrap(
            Executors.newThreadPerTaskExecutor(
                    Thread.ofVirtual().name("candidates-", 0).factory()),
            ContextSnapshotFactory.builder()
                    .captureKeyPredicate(
                            key -> key.equals(Meters.KEY) || key.equals(ObservationThreadLocalAccessor.KEY))
                    .build()::captureAll);

    Computation(
            FriendRankers rankers,
            List<CandidateSource> sources,
            CandidateFacts facts,
            Discounts discounts,
            SuggestionProperties properties,
            Ids ids,
            InstantSource clock,
            MeterRegistry metrics) {
        this.rankers = rankers;
        sources.forEach(source -> this.sources.put(source.kind(), source));
        this.facts = facts;
        this.discounts = discounts;
        this.properties = properties;
        this.ids = ids;
        this.clock = clock;
        this.metrics = metrics;
    }

    /** A new ranking for each viewer, empty where there is nobody to suggest. */
    Map<Long, Snapshot> rank(Strategy strategy, Set<Long> viewers) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        Map<SuggestionSource, CompletableFuture<Map<Long, List<Candidate>>>> asked =
                new EnumMap<>(SuggestionSource.class);
        for (SuggestionSource kind : strategy.sources()) {
            CandidateSource source = sources.get(kind);
            if (source != null) {
                asked.put(
                        kind, CompletableFuture.supplyAsync(() -> source.find(viewers, Snapshot.MAX_PLACES), threads));
            }
        }
        FriendRankers.Ranked friends = strategy.sources().contains(SuggestionSource.FRIENDS_OF_FRIENDS)
                ? rankers.rank(strategy.ranker(), viewers, CONTENDERS)
                : new FriendRankers.Ranked(strategy.ranker(), Map.of());
        Map<Long, List<Contender>> contenders = new HashMap<>();
        for (Long viewer : viewers) {
            Map<SuggestionSource, List<Candidate>> others = new EnumMap<>(SuggestionSource.class);
            asked.forEach((kind, found) -> others.put(kind, found.join().getOrDefault(viewer, List.of())));
            contenders.put(
                    viewer,
                    Blend.of(
                            friends.found().getOrDefault(viewer, List.of()),
                            others,
                            strategy.sources().size() == 1,
                            CONTENDERS));
        }
        Map<Long, Map<Long, Facts>> known = facts.read(contenders);
        Map<Long, Snapshot> rankings = new HashMap<>();
        contenders.forEach((viewer, all) -> rankings.put(
                viewer,
                new Snapshot(
                        ids.next(),
                        strategy.name(),
                        friends.ranker(),
                        now,
                        places(all, known.getOrDefault(viewer, Map.of()), now),
                        Mixture.NONE)));
        metrics.counter("mutuals.suggestion.rankings", "strategy", strategy.name(), "ranker", friends.ranker())
                .increment(viewers.size());
        return rankings;
    }

    private List<Place> places(List<Contender> contenders, Map<Long, Facts> known, Instant now) {
        List<Place> places = new ArrayList<>();
        for (Contender contender : contenders) {
            Facts facts = known.get(contender.person());
            Place place = facts == null ? null : place(contender, facts, now);
            if (place != null) {
                places.add(place);
            }
        }
        places.sort(
                Comparator.comparing(Place::score, Comparator.reverseOrder()).thenComparing(Place::candidate));
        return List.copyOf(places.subList(0, Math.min(places.size(), Snapshot.MAX_PLACES)));
    }

    private @Nullable Place place(Contender contender, Facts facts, Instant now) {
        Set<SuggestionSource> sources = EnumSet.copyOf(contender.parts().keySet());
        if (!facts.byMutualFriends()) {
            sources.remove(SuggestionSource.FRIENDS_OF_FRIENDS);
        }
        if (facts.adultAndMinor() && contender.commonFriends() < properties.minorMutualFriends()) {
            return null;
        }
        double score = contender.score(sources) * discounts.factor(facts.discount(), now);
        return sources.isEmpty() || (float) score <= 0 ? null : new Place(contender.person(), (float) score, sources);
    }
}
