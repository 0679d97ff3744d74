package io.mutuals.suggestion;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.mutuals.api.Connection;
import io.mutuals.api.Edge;
import io.mutuals.api.UserId;
import io.mutuals.background.SideThreads;
import io.mutuals.loader.TwoSteps;
import io.mutuals.memory.Lookup;
import io.mutuals.suggestion.RankingSnapshot.CacheStatus;
import io.mutuals.suggestion.evidence.SuggestionSource;
import io.mutuals.suggestion.feedback.Impression;
import io.mutuals.suggestion.ranking.PeopleRepository;
import io.mutuals.suggestion.ranking.PeopleRepository.Placed;
import io.mutuals.suggestion.ranking.RankedPage;
import io.mutuals.suggestion.ranking.RankedPagesInMemory;
import io.mutuals.suggestion.ranking.RankingKey;
import io.mutuals.suggestion.ranking.RankingProperties;
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
 * evidence are those of the moment, from memory or by a statement. Without Redis each ranking is computed for its
 * request, and the answers are the same.
 *
 * <p>Thread-safe.
 */
@Service
public class Suggestions
        implements TwoSteps<SuggestionsKey, Suggestions.ServedRanking, Suggestions.ServedPage, SuggestionConnection> {

    private final PeopleRepository people;
    private final RankedPagesInMemory memory;
    private final SnapshotStore store;
    private final Rankings rankings;
    private final Treatments treatments;
    private final Refresher refresher;
    private final RecentViewers recent;
    private final SideThreads threads;
    private final RankingProperties properties;
    private final InstantSource clock;
    private final Map<CacheStatus, Counter> shownPages = new EnumMap<>(CacheStatus.class);

    Suggestions(
            PeopleRepository people,
            RankedPagesInMemory memory,
            SnapshotStore store,
            Rankings rankings,
            Treatments treatments,
            Refresher refresher,
            RecentViewers recent,
            SideThreads threads,
            RankingProperties properties,
            InstantSource clock,
            MeterRegistry metrics) {
        this.people = people;
        this.memory = memory;
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

    /** Finds a ranking for each key, which is computed if there is none; one Redis call if every ranking is stored. */
    @Override
    public Map<SuggestionsKey, ServedRanking> prepare(Set<SuggestionsKey> keys) {
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

        Map<SuggestionsKey, ServedRanking> served = new HashMap<>();
        for (SuggestionsKey key : keys) {
            ServedSnapshot found = Objects.requireNonNullElseGet(
                    usable.get(key),
                    () -> new ServedSnapshot(
                            Objects.requireNonNull(made.rankings().get(key.ranking())), CacheStatus.MISS));
            served.put(key, new ServedRanking(found.snapshot(), found.cache(), prefetch, made));
            Objects.requireNonNull(shownPages.get(found.cache())).increment();
        }
        return served;
    }

    @Override
    public ServedPage task(SuggestionsKey key, ServedRanking ranking) {
        Snapshot snapshot = ranking.snapshot();
        int from = key.after() == null ? 0 : snapshot.indexAfter(key.after());
        return new ServedPage(key, ranking, new RankedPage(key.viewer(), snapshot, from, key.first(), key.counted()));
    }

    /** Reads the people of pages; one statement, or none if all of them were prefetched. */
    @Override
    public Map<ServedPage, SuggestionConnection> perform(Set<ServedPage> tasks) {
        tasks.forEach(task -> task.page.know(task.ranking.prefetch().people()));
        Map<RankedPage, PeopleRepository.People> shown =
                people.read(tasks.stream().map(task -> task.page).collect(Collectors.toSet()));
        tasks.forEach(task -> task.ranking.made().stored().join());

        Map<ServedPage, SuggestionConnection> connections = new HashMap<>();
        tasks.forEach(task -> connections.put(task, connection(task, Objects.requireNonNull(shown.get(task.page)))));
        return connections;
    }

    /**
     * Makes a page of a stored ranking. The people of a new one were read by a statement while it was computed, or are
     * read by one now: most of what it takes is not in memory before a ranking is shown for the first time.
     */
    @Override
    public @Nullable SuggestionConnection answer(ServedPage task, Lookup lookup) {
        if (task.ranking.cache() == CacheStatus.MISS) {
            lookup.giveUp();
            return null;
        }
        PeopleRepository.People shown = memory.page(task.page, lookup);
        return shown == null ? null : connection(task, shown);
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

    private static SuggestionConnection connection(ServedPage task, PeopleRepository.People shown) {
        SuggestionsKey key = task.key;
        Snapshot snapshot = task.ranking.snapshot();
        List<Edge.Plain<Suggestion>> edges = shown.people().stream()
                .map(placed -> edge(key, placed, snapshot))
                .toList();
        return new SuggestionConnection(
                Connection.of(edges, shown.hasMore(), key.after() != null, shown.total()),
                RankingSnapshot.of(snapshot, task.ranking.cache(), key.scored()),
                key.treatmentOf(snapshot),
                snapshot.explored());
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

    /**
     * A ranking to cut a page from.
     *
     * @param prefetch reads people of the rankings that were computed with it
     * @param made the rankings that were computed with it, and are being stored
     */
    record ServedRanking(Snapshot snapshot, CacheStatus cache, PagePrefetch prefetch, Rankings.Made made) {}

    /** A page of one request. Equal only to itself, like {@link RankedPage}. */
    static final class ServedPage {

        private final SuggestionsKey key;
        private final ServedRanking ranking;
        private final RankedPage page;

        private ServedPage(SuggestionsKey key, ServedRanking ranking, RankedPage page) {
            this.key = key;
            this.ranking = ranking;
            this.page = page;
        }
    }
}
