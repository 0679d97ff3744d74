package io.mutuals.suggestion;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.mutuals.api.Connection;
import io.mutuals.api.Edge;
import io.mutuals.api.UserId;
import io.mutuals.background.SideThreads;
import io.mutuals.suggestion.RankingSnapshot.CacheStatus;
import io.mutuals.suggestion.evidence.SuggestionProperties;
import io.mutuals.suggestion.evidence.SuggestionSource;
import io.mutuals.suggestion.feedback.Impression;
import io.mutuals.suggestion.ranking.PeopleRepository;
import io.mutuals.suggestion.ranking.PeopleRepository.PageKey;
import io.mutuals.suggestion.ranking.PeopleRepository.Placed;
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
import java.util.EnumMap;
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
 * Serves pages of people that viewers may know.
 *
 * <p>A page is cut from a stored ranking. An outdated ranking is served while a new one is computed in the background;
 * if none is stored, it is computed first. A ranking only decides who may be shown and in which order: exclusions and
 * evidence are read by the statement that loads the page. Without Redis each ranking is computed for its request, and
 * the answers are the same.
 *
 * <p>Thread-safe.
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
    private final Map<CacheStatus, Counter> shownPages = new EnumMap<>(CacheStatus.class);

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
        for (CacheStatus status : CacheStatus.values()) {
            shownPages.put(status, metrics.counter("mutuals.suggestion.pages", "cache", status.name()));
        }
    }

    /** Returns a page for each key; one Redis call and one statement if every ranking is stored. */
    public Map<SuggestionsKey, SuggestionConnection> pages(Set<SuggestionsKey> keys) {
        SnapshotStore.StoredRankings stored = store.find(
                keys.stream().map(SuggestionsKey::ranking).distinct().toList(),
                keys.stream()
                        .filter(key -> key.after() != null)
                        .map(SuggestionsKey::viewer)
                        .collect(Collectors.toSet()),
                rankings.token());
        Instant now = clock.instant();
        Map<SuggestionsKey, ServedSnapshot> usable = new HashMap<>();
        Set<RankingRequest> missing = new HashSet<>();
        for (SuggestionsKey key : keys) {
            recent.recordView(key.ranking());
            Kept kept = stored.kept().get(key.ranking());
            ServedSnapshot snapshot = ofCursor(key, stored);
            if (snapshot == null && kept != null) {
                snapshot = latest(key, kept, now);
            }
            if (snapshot == null) {
                missing.add(new RankingRequest(key.ranking(), Kept.number(kept)));
            } else {
                usable.put(key, snapshot);
            }
        }
        PagePrefetch prefetch = prefetch(keys, missing);
        Rankings.Made made = rankings.make(missing, stored.lease(), prefetch);

        Map<SuggestionsKey, ServedSnapshot> served = new HashMap<>();
        Map<SuggestionsKey, PageKey> pages = new HashMap<>();
        for (SuggestionsKey key : keys) {
            ServedSnapshot found = Objects.requireNonNullElseGet(
                    usable.get(key),
                    () -> new ServedSnapshot(
                            Objects.requireNonNull(made.rankings().get(key.ranking())), CacheStatus.MISS));
            served.put(key, found);
            Snapshot snapshot = found.snapshot();
            int from = key.after() == null ? 0 : snapshot.indexAfter(key.after());
            pages.put(key, new PageKey(key.viewer(), snapshot, from, key.first(), key.counted()));
            Objects.requireNonNull(shownPages.get(found.cache())).increment();
        }
        Map<PageKey, PeopleRepository.People> shown = people.read(Set.copyOf(pages.values()), prefetch.people());
        made.stored().join();

        Map<SuggestionsKey, SuggestionConnection> connections = new HashMap<>();
        served.forEach((key, found) ->
                connections.put(key, connection(key, found, shown.get(Objects.requireNonNull(pages.get(key))))));
        return connections;
    }

    /** Only first pages of rankings that are still to be computed. */
    private PagePrefetch prefetch(Set<SuggestionsKey> keys, Set<RankingRequest> missing) {
        Set<RankingKey> awaited = missing.stream().map(RankingRequest::key).collect(Collectors.toSet());
        Map<Long, Integer> pageSizes = new HashMap<>();
        for (SuggestionsKey key : keys) {
            if (key.after() == null && awaited.contains(key.ranking())) {
                pageSizes.merge(key.viewer(), key.first(), Math::max);
            }
        }
        return new PagePrefetch(people, threads, pageSizes);
    }

    /**
     * The ranking that the cursor was handed out from, even if it has been replaced or the viewer gets another one now;
     * null if it is gone or must not be shown.
     */
    private @Nullable ServedSnapshot ofCursor(SuggestionsKey key, SnapshotStore.StoredRankings stored) {
        Snapshot snapshot = key.after() == null
                ? null
                : stored.numbered(key.viewer(), key.after().snapshot());
        return snapshot != null
                        && (snapshot.recipe().equals(key.treatment().recipe())
                                || treatments.mayBeFinished(snapshot.recipe()))
                ? new ServedSnapshot(snapshot, CacheStatus.HIT)
                : null;
    }

    /**
     * The latest stored ranking, also an outdated one, for which a new one is requested; null if it must not be shown.
     */
    private @Nullable ServedSnapshot latest(SuggestionsKey key, Kept kept, Instant now) {
        if (!kept.isValid()) {
            return null;
        }
        Stored latest = kept.latest();
        Instant computed = latest.snapshot().computedAt();
        if (kept.isCurrent()
                && now.isBefore(computed.plus(SnapshotStore.spread(properties.fresh(), latest.snapshot())))) {
            return new ServedSnapshot(latest.snapshot(), CacheStatus.HIT);
        }
        if (!now.isBefore(computed.plus(properties.pause()))) {
            refresher.request(
                    new RankingRequest(key.ranking(), latest.snapshot().number()));
        }
        return new ServedSnapshot(latest.snapshot(), CacheStatus.STALE);
    }

    private static SuggestionConnection connection(
            SuggestionsKey key, ServedSnapshot found, PeopleRepository.@Nullable People shown) {
        List<Placed> people = shown == null ? List.of() : shown.people();
        boolean hasMore = shown != null && shown.hasMore();
        List<Edge.Plain<Suggestion>> edges = people.stream()
                .map(placed -> edge(key, placed, found.snapshot()))
                .toList();
        return new SuggestionConnection(
                Connection.of(edges, hasMore, key.after() != null, shown == null ? Long.valueOf(0) : shown.total()),
                RankingSnapshot.of(found.snapshot(), found.cache(), key.scored()),
                key.treatmentOf(found.snapshot()),
                found.snapshot().explored());
    }

    private static Edge.Plain<Suggestion> edge(SuggestionsKey key, Placed placed, Snapshot snapshot) {
        Snapshot.Place place = snapshot.places().get(placed.index());
        PeopleRepository.Person person = placed.person();
        String cursor = SuggestionCursor.of(snapshot, placed.index()).write();
        Treatment treatment = key.treatmentOf(snapshot);
        List<SuggestionSource> sources = person.evidence().sources();
        Suggestion suggestion = new Suggestion(
                person.user(),
                new Impression(
                        new UserId(key.viewer()),
                        new UserId(place.candidate()),
                        snapshot.number(),
                        placed.index(),
                        sources,
                        treatment.experiment(),
                        treatment.variant(),
                        snapshot.composition().at(placed.index())),
                key.scored() ? (double) place.score() : null,
                sources,
                person.evidence().reason());
        return new Edge.Plain<>(cursor, suggestion);
    }

    private record ServedSnapshot(Snapshot snapshot, CacheStatus cache) {}
}
