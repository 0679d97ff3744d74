package io.mutuals.suggestion;

import io.micrometer.core.instrument.MeterRegistry;
import io.mutuals.api.Connection;
import io.mutuals.api.Edge;
import io.mutuals.suggestion.PeopleRepository.PageKey;
import io.mutuals.suggestion.PeopleRepository.Person;
import io.mutuals.suggestion.RankingSnapshot.CacheStatus;
import io.mutuals.suggestion.SnapshotStore.Kept;
import io.mutuals.suggestion.SnapshotStore.Stored;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
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
class Suggestions {

    private final PeopleRepository people;
    private final SnapshotStore store;
    private final Rankings rankings;
    private final Refresher refresher;
    private final RecentViewers recent;
    private final SuggestionProperties properties;
    private final InstantSource clock;
    private final MeterRegistry metrics;

    Suggestions(
            PeopleRepository people,
            SnapshotStore store,
            Rankings rankings,
            Refresher refresher,
            RecentViewers recent,
            SuggestionProperties properties,
            InstantSource clock,
            MeterRegistry metrics) {
        this.people = people;
        this.store = store;
        this.rankings = rankings;
        this.refresher = refresher;
        this.recent = recent;
        this.properties = properties;
        this.clock = clock;
        this.metrics = metrics;
    }

    /** The pages; one Redis call and one query when every ranking is at hand. */
    Map<SuggestionsKey, SuggestionConnection> pages(Set<SuggestionsKey> keys) {
        Map<RankingKey, Kept> kept =
                store.find(keys.stream().map(SuggestionsKey::ranking).distinct().toList());
        Instant now = clock.instant();
        Map<SuggestionsKey, AtHand> atHand = new HashMap<>();
        Set<Due> missing = new HashSet<>();
        for (SuggestionsKey key : keys) {
            recent.looked(key.ranking());
            Kept of = kept.get(key.ranking());
            AtHand usable = of == null ? null : usable(key, of, now);
            if (usable == null) {
                missing.add(new Due(key.ranking(), Kept.number(of)));
            } else {
                atHand.put(key, usable);
            }
        }
        Map<RankingKey, Snapshot> made = missing.isEmpty() ? Map.of() : rankings.make(missing);

        Map<SuggestionsKey, AtHand> used = new HashMap<>();
        Map<SuggestionsKey, PageKey> pages = new HashMap<>();
        for (SuggestionsKey key : keys) {
            AtHand found = Objects.requireNonNullElseGet(
                    atHand.get(key),
                    () -> new AtHand(Objects.requireNonNull(made.get(key.ranking())), CacheStatus.MISS));
            used.put(key, found);
            Snapshot snapshot = found.snapshot();
            int from = key.after() == null ? 0 : snapshot.indexAfter(key.after());
            pages.put(key, new PageKey(key.viewer(), snapshot, from, key.first(), key.counted()));
            metrics.counter("mutuals.suggestion.pages", "cache", found.cache().name())
                    .increment();
        }
        Map<PageKey, PeopleRepository.People> shown = people.on(Set.copyOf(pages.values()));

        Map<SuggestionsKey, SuggestionConnection> connections = new HashMap<>();
        used.forEach((key, found) ->
                connections.put(key, connection(key, found, shown.get(Objects.requireNonNull(pages.get(key))))));
        return connections;
    }

    private @Nullable AtHand usable(SuggestionsKey key, Kept kept, Instant now) {
        Snapshot named = key.after() == null ? null : kept.numbered(key.after().snapshot());
        if (named != null) {
            return new AtHand(named, CacheStatus.HIT);
        }
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
            refresher.ask(new Due(key.ranking(), latest.snapshot().number()));
        }
        return new AtHand(latest.snapshot(), CacheStatus.STALE);
    }

    private static SuggestionConnection connection(
            SuggestionsKey key, AtHand found, PeopleRepository.@Nullable People shown) {
        List<Person> people = shown == null ? List.of() : shown.people();
        boolean more = shown != null && shown.more();
        List<Edge.Plain<Suggestion>> edges = people.stream()
                .map(person -> edge(key, person, found.snapshot()))
                .toList();
        return new SuggestionConnection(
                Connection.of(edges, more, key.after() != null, shown == null ? Long.valueOf(0) : shown.total()),
                RankingSnapshot.of(found.snapshot(), found.cache()),
                found.snapshot().explored());
    }

    private static Edge.Plain<Suggestion> edge(SuggestionsKey key, Person person, Snapshot snapshot) {
        Snapshot.Place place = snapshot.places().get(person.index());
        String cursor =
                new SuggestionsKey.Place(snapshot.number(), person.index(), place.score(), place.candidate()).write();
        List<SuggestionSource> sources = person.grounds().sources();
        Suggestion suggestion = new Suggestion(
                person.user(),
                new Impression(
                        key.viewer(),
                        place.candidate(),
                        snapshot.number(),
                        person.index(),
                        sources,
                        key.treatment().experiment(),
                        key.treatment().variant(),
                        snapshot.mixture().at(person.index())),
                key.scored() ? (double) place.score() : null,
                sources,
                person.grounds().reason());
        return new Edge.Plain<>(cursor, suggestion);
    }

    /** A ranking to cut a page from. */
    private record AtHand(Snapshot snapshot, CacheStatus cache) {}
}
