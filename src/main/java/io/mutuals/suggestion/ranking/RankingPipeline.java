package io.mutuals.suggestion.ranking;

import io.micrometer.core.instrument.MeterRegistry;
import io.mutuals.api.Ids;
import io.mutuals.suggestion.evidence.EvidenceProperties;
import io.mutuals.suggestion.evidence.SuggestionSource;
import io.mutuals.suggestion.feedback.DiscountFacts;
import io.mutuals.suggestion.feedback.Discounts;
import io.mutuals.suggestion.memory.PeopleFacts;
import io.mutuals.suggestion.memory.PersonFacts;
import io.mutuals.suggestion.ranking.Snapshot.Place;
import io.mutuals.suggestion.source.Candidate;
import io.mutuals.suggestion.source.CandidateSearch.SearchResult;
import io.mutuals.suggestion.source.SourceBlend;
import io.mutuals.suggestion.source.SourceBlend.Contender;
import io.mutuals.suggestion.source.Sources;
import io.mutuals.suggestion.strategy.FriendRankers;
import io.mutuals.suggestion.strategy.FriendsOfFriends;
import io.mutuals.suggestion.strategy.Strategy;
import io.mutuals.user.AgeBand;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Makes rankings: collects candidates from the sources of a strategy, removes those who may not be suggested, applies
 * discounts, and sorts.
 *
 * <p>Costs one statement, regardless of the number of viewers and sources, while the friend graph and the data beside
 * it are in memory, and two if candidates of other viewers include new users. Without the graph, friends of friends
 * take one more statement, concurrent with the first, and the facts another.
 */
@Component
public class RankingPipeline {

    /** Number of candidates examined per viewer; larger than the number of places, since some may not be suggested. */
    private static final int MAX_CONTENDERS = 300;

    /** Number of places forecast; more than any first page shows. */
    private static final int FORECAST_SIZE = 150;

    private static final Comparator<Place> BEST_FIRST = (one, other) -> one.score() == other.score()
            ? Long.compare(one.candidate(), other.candidate())
            : Float.compare(other.score(), one.score());

    private final FriendRankers rankers;
    private final Sources sources;
    private final PeopleFacts facts;
    private final Discounts discounts;
    private final EvidenceProperties properties;
    private final Ids ids;
    private final InstantSource clock;
    private final MeterRegistry metrics;

    RankingPipeline(
            FriendRankers rankers,
            Sources sources,
            PeopleFacts facts,
            Discounts discounts,
            EvidenceProperties properties,
            Ids ids,
            InstantSource clock,
            MeterRegistry metrics) {
        this.rankers = rankers;
        this.sources = sources;
        this.facts = facts;
        this.discounts = discounts;
        this.properties = properties;
        this.ids = ids;
        this.clock = clock;
        this.metrics = metrics;
    }

    /**
     * Makes a ranking for each viewer; empty if there are no candidates.
     *
     * @param forecast receives the likely first places before Neo4j has answered, but only if all sources were answered
     * from memory. Had only friends of friends been, the other sources would change more than half of all first pages,
     * which costs as much as the forecast saves
     */
    @SuppressWarnings("ReferenceEquality") // IGNORED is a single instance
    public Map<Long, Snapshot> rank(Strategy strategy, Set<Long> viewers, RankingForecast forecast) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        Sources.SourceQuery asked = sources.search(strategy.sources(), viewers, Snapshot.MAX_PLACES, now);
        FriendRankers.Ranked friends = strategy.sources().contains(SuggestionSource.FRIENDS_OF_FRIENDS)
                ? rankers.rank(strategy.ranker(), viewers, MAX_CONTENDERS)
                : new FriendRankers.Ranked(strategy.ranker(), Map.of());
        if (forecast != RankingForecast.IGNORED && !asked.isAnswered()) {
            forecast.accept(likely(strategy, asked.forecast(), friends.found(), now));
        }
        Map<Long, SearchResult> found = asked.join();
        Map<Long, List<Contender>> contenders = new HashMap<>();
        found.forEach((viewer, around) -> contenders.put(
                viewer,
                SourceBlend.of(
                        friends.found().getOrDefault(viewer, List.of()),
                        around.candidates(),
                        isAlone(strategy),
                        MAX_CONTENDERS)));
        Map<Long, PersonFacts> known = facts.of(contenders.values().stream()
                .flatMap(List::stream)
                .map(Contender::person)
                .collect(Collectors.toSet()));
        Map<Long, Snapshot> rankings = new HashMap<>();
        for (Long viewer : viewers) {
            List<Place> places = found.get(viewer) instanceof SearchResult around
                    ? places(viewer, around, contenders.getOrDefault(viewer, List.of()), known, now)
                    : List.of();
            rankings.put(
                    viewer,
                    new Snapshot(ids.next(), strategy.name(), friends.ranker(), now, places, RankingComposition.NONE));
        }
        metrics.counter("mutuals.suggestion.rankings", "strategy", strategy.name(), "ranker", friends.ranker())
                .increment(viewers.size());
        return rankings;
    }

    private static boolean isAlone(Strategy strategy) {
        return strategy.sources().size() == 1;
    }

    /** Returns the likely first places: those that result if no candidate has to be removed. */
    private Map<Long, List<Place>> likely(
            Strategy strategy,
            Map<Long, Map<SuggestionSource, List<Candidate>>> foreseen,
            Map<Long, List<FriendsOfFriends.FriendOfFriend>> friends,
            Instant now) {
        Map<Long, List<Contender>> contenders = new HashMap<>();
        Set<Long> people = new HashSet<>(foreseen.keySet());
        foreseen.forEach((viewer, others) -> {
            List<FriendsOfFriends.FriendOfFriend> found = friends.getOrDefault(viewer, List.of());
            List<Contender> first = SourceBlend.of(
                    found.subList(0, Math.min(FORECAST_SIZE, found.size())), others, isAlone(strategy), FORECAST_SIZE);
            contenders.put(viewer, first);
            first.forEach(contender -> people.add(contender.person()));
        });
        Map<Long, PersonFacts> known = facts.inMemory(people);
        Map<Long, List<Place>> likely = new HashMap<>();
        contenders.forEach((viewer, first) -> {
            if (known.get(viewer) instanceof PersonFacts own) {
                SearchResult alone = new SearchResult(own.age(), Set.of(), Set.of(), Map.of(), Map.of());
                likely.put(viewer, places(viewer, alone, first, known, now));
            }
        });
        return likely;
    }

    private List<Place> places(
            long viewer, SearchResult around, List<Contender> contenders, Map<Long, PersonFacts> known, Instant now) {
        AgeBand band = around.age().band(now);
        List<Place> places = new ArrayList<>();
        for (Contender contender : contenders) {
            long person = contender.person();
            if (person != viewer
                    && !around.aside().contains(person)
                    && known.get(person) instanceof PersonFacts facts
                    && place(contender, facts, band, around.seen().get(person), now) instanceof Place place) {
                places.add(place);
            }
        }
        places.sort(BEST_FIRST);
        return List.copyOf(places.subList(0, Math.min(places.size(), Snapshot.MAX_PLACES)));
    }

    private @Nullable Place place(
            Contender contender, PersonFacts facts, AgeBand viewers, DiscountFacts.@Nullable Seen seen, Instant now) {
        AgeBand theirs = facts.band(now);
        Set<SuggestionSource> sources = EnumSet.copyOf(contender.sources());
        sources.removeIf(facts::forbids);
        if (viewers.isFarFrom(theirs)
                || (viewers.isAcrossAdulthoodFrom(theirs)
                        && contender.commonFriends() < properties.minorMutualFriends())) {
            return null;
        }
        double score = contender.score(sources) * discounts.factor(DiscountFacts.of(facts, seen), now);
        return sources.isEmpty() || (float) score <= 0 ? null : new Place(contender.person(), (float) score, sources);
    }
}
