package io.mutuals.suggestion;

import io.micrometer.core.instrument.MeterRegistry;
import io.mutuals.api.Connection;
import io.mutuals.api.Edge;
import io.mutuals.background.SideThreads;
import io.mutuals.suggestion.PeopleRepository.PageKey;
import io.mutuals.suggestion.PeopleRepository.Placed;
import io.mutuals.suggestion.RankingSnapshot.CacheStatus;
import io.mutuals.suggestion.evidence.SuggestionProperties;
import io.mutuals.suggestion.evidence.SuggestionSource;
import io.mutuals.suggestion.feedback.Impression;
import io.mutuals.suggestion.ranking.RankingKey;
import io.mutuals.suggestion.ranking.RankingRequest;
import io.mutuals.suggestion.ranking.Rankings;
import io.mutuals.suggestion.ranking.RecentViewers;
import io.mutuals.suggestion.ranking.Refresher;
import io.mutuals.suggestion.ranking.Snapshot;
import io.mutuals.suggestion.ranking.SnapshotStore;
import io.mutuals.suggestion.ranking.SnapshotStore.Kept;
import io.mutuals.suggestion.ranking.SnapshotStore.Stored;
import io.mutuals.suggestion.ranking.SuggestionCursor;
import io.mutuals.suggestion.strategy.Treatment;
import io.mutuals.suggestion.strategy.Treatments;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/**
 * Pages of people you may know.
 *
 * <p>Pages are cut from a stored ranking. One that is out of date is shown while a new one is made; where there is none, it is made
 * first. A ranking only says who might be shown and in which order: whether they may be, and what speaks for them now, is read by
 * the query that loads the page. Without the cache the rankings are made each time and the answers are the same.
 */
@Service
public class Suggestions {

    private final PeopleRepository people;
    private final SnapshotStore store;
    private final Rankings rankings;
    private final Treatments treatments;
    private final Refresher refresher;
    private final RecentViewers recent;
    private final SideThreads threads;
    private final SuggestionProperties properties;
    private final InstantSource clock;
    private final MeterRegistry metrics;

    Suggestions(
            PeopleRepository people,
            SnapshotStore store,
            Rankings rankings,
            Treatments treatments,
            Refresher refresher,
            RecentViewers recent,
            SideThreads threads,
            SuggestionProperties properties,
            InstantSource clock,
            MeterRegistry metrics) {
        this.people = people;
        this.store = store;
        this.rankings = rankings;
        this.treatments = treatments;
        this.refresher = refresher;
        this.recent = recent;
        this.threads = threads;
        this.properties = properties;
        this.clock = clock;
        this.metrics = metrics;
    }

    /** The pages; one Redis call and one query when every ranking is at hand. */
    public Map<SuggestionsKey, SuggestionConnection> pages(Set<SuggestionsKey> keys) {
        SnapshotStore.Found stored = store.find(
                keys.stream().map(SuggestionsKey::ranking).distinct().toList(),
                keys.stream()
                        .filter(key -> key.after() != null)
                        .map(SuggestionsKey::viewer)
                        .collect(Collectors.toSet()),
                rankings.token());
        Instant now = clock.instant();
        Map<SuggestionsKey, AtHand> atHand = new HashMap<>();
        Set<RankingRequest> missing = new HashSet<>();
        for (SuggestionsKey key : keys) {
            recent.looked(key.ranking());
            Kept of = stored.kept().get(key.ranking());
            AtHand usable = begun(key, stored);
            if (usable == null && of != null) {
                usable = usable(key, of, now);
            }
            if (usable == null) {
                missing.add(new RankingRequest(key.ranking(), Kept.number(of)));
            } else {
                atHand.put(key, usable);
            }
        }
        PagePrefetch ahead = readAhead(keys, missing);
        Rankings.Made made = rankings.make(missing, stored.lease(), ahead);

        Map<SuggestionsKey, AtHand> used = new HashMap<>();
        Map<SuggestionsKey, PageKey> pages = new HashMap<>();
        for (SuggestionsKey key : keys) {
            AtHand found = Objects.requireNonNullElseGet(
                    atHand.get(key),
                    () -> new AtHand(Objects.requireNonNull(made.rankings().get(key.ranking())), CacheStatus.MISS));
            used.put(key, found);
            Snapshot snapshot = found.snapshot();
            int from = key.after() == null ? 0 : snapshot.indexAfter(key.after());
            pages.put(key, new PageKey(key.viewer(), snapshot, from, key.first(), key.counted()));
            metrics.counter("mutuals.suggestion.pages", "cache", found.cache().name())
                    .increment();
        }
        Map<PageKey, PeopleRepository.People> shown = people.on(Set.copyOf(pages.values()), ahead.people());
        made.stored().join();

        Map<SuggestionsKey, SuggestionConnection> connections = new HashMap<>();
        used.forEach((key, found) ->
                connections.put(key, connection(key, found, shown.get(Objects.requireNonNull(pages.get(key))))));
        return connections;
    }

    /** Of those whose ranking is missing, for the pages that begin with its first place. */
    private PagePrefetch readAhead(Set<SuggestionsKey> keys, Set<RankingRequest> missing) {
        Set<RankingKey> awaited = missing.stream().map(RankingRequest::key).collect(Collectors.toSet());
        Map<Long, Integer> first = new HashMap<>();
        for (SuggestionsKey key : keys) {
            if (key.after() == null && awaited.contains(key.ranking())) {
                first.merge(key.viewer(), key.first(), Math::max);
            }
        }
        return new PagePrefetch(people, threads, first);
    }

    /** The ranking that the viewer pages in, though it may have been replaced, or they get another now; null when it may not be shown. */
    private @Nullable AtHand begun(SuggestionsKey key, SnapshotStore.Found stored) {
        Snapshot begun = key.after() == null
                ? null
                : stored.numbered(key.viewer(), key.after().snapshot());
        return begun != null
                        && (begun.recipe().equals(key.treatment().recipe()) || treatments.mayBeFinished(begun.recipe()))
                ? new AtHand(begun, CacheStatus.HIT)
                : null;
    }

    private @Nullable AtHand usable(SuggestionsKey key, Kept kept, Instant now) {
        if (!kept.isValid()) {
            return null;
        }
        Stored latest = kept.latest();
        Instant computed = latest.snapshot().computedAt();
        if (kept.isCurrent()
                && now.isBefore(computed.plus(SnapshotStore.spread(properties.fresh(), latest.snapshot())))) {
            return new AtHand(latest.snapshot(), CacheStatus.HIT);
        }
        if (!now.isBefore(computed.plus(properties.pause()))) {
            refresher.ask(new RankingRequest(key.ranking(), latest.snapshot().number()));
        }
        return new AtHand(latest.snapshot(), CacheStatus.STALE);
    }

    private static SuggestionConnection connection(
            SuggestionsKey key, AtHand found, PeopleRepository.@Nullable People shown) {
        List<Placed> people = shown == null ? List.of() : shown.people();
        boolean more = shown != null && shown.more();
        List<Edge.Plain<Suggestion>> edges = people.stream()
                .map(placed -> edge(key, placed, found.snapshot()))
                .toList();
        return new SuggestionConnection(
                Connection.of(edges, more, key.after() != null, shown == null ? Long.valueOf(0) : shown.total()),
                RankingSnapshot.of(found.snapshot(), found.cache(), key.scored()),
                key.by(found.snapshot()),
                found.snapshot().explored());
    }

    private static Edge.Plain<Suggestion> edge(SuggestionsKey key, Placed placed, Snapshot snapshot) {
        Snapshot.Place place = snapshot.places().get(placed.index());
        PeopleRepository.Person person = placed.person();
        String cursor = SuggestionCursor.of(snapshot, placed.index()).write();
        Treatment treatment = key.by(snapshot);
        List<SuggestionSource> sources = person.grounds().sources();
        Suggestion suggestion = new Suggestion(
                person.user(),
                new Impression(
                        key.viewer(),
                        place.candidate(),
                        snapshot.number(),
                        placed.index(),
                        sources,
                        treatment.experiment(),
                        treatment.variant(),
                        snapshot.mixture().at(placed.index())),
                key.scored() ? (double) place.score() : null,
                sources,
                person.grounds().reason());
        return new Edge.Plain<>(cursor, suggestion);
    }

    /** A ranking to cut a page from. */
    private record AtHand(Snapshot snapshot, CacheStatus cache) {}
}
