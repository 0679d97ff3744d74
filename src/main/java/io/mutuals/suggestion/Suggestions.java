package io.mutuals.suggestion;

import io.mutuals.api.Connection;
import io.mutuals.api.Edge;
import io.mutuals.api.Ids;
import io.mutuals.suggestion.RankingSnapshot.CacheStatus;
import io.mutuals.suggestion.SuggestionRepository.PageKey;
import io.mutuals.suggestion.SuggestionRepository.People;
import io.mutuals.suggestion.SuggestionRepository.Person;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Service;

/**
 * Pages of people you may know.
 *
 * <p>A ranking is computed when none is at hand and kept as a snapshot; pages are cut from it, and whoever may not be suggested any
 * more, or is no longer connected, is left out by the very query that loads the page. Without the cache the rankings are computed
 * each time and the answers are the same.
 */
@Service
class Suggestions {

    /** Friends of friends, ordered by Adamic-Adar. */
    static final String STRATEGY = "friends-of-friends";

    private final SuggestionRepository repository;
    private final SnapshotStore store;
    private final Ids ids;
    private final InstantSource clock;

    Suggestions(SuggestionRepository repository, SnapshotStore store, Ids ids, InstantSource clock) {
        this.repository = repository;
        this.store = store;
        this.ids = ids;
        this.clock = clock;
    }

    /** The pages; one Redis call and one query when every ranking is at hand, two of each otherwise. */
    Map<SuggestionsKey, SuggestionConnection> pages(Set<SuggestionsKey> keys) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        Map<SuggestionsKey, Snapshot> atHand = store.find(keys, STRATEGY);
        Map<Long, Snapshot> computed = compute(
                keys.stream()
                        .filter(key -> !atHand.containsKey(key))
                        .map(SuggestionsKey::viewer)
                        .collect(Collectors.toSet()),
                now);

        Map<SuggestionsKey, PageKey> pages = new HashMap<>();
        for (SuggestionsKey key : keys) {
            Snapshot snapshot = Objects.requireNonNullElseGet(
                    atHand.get(key), () -> Objects.requireNonNull(computed.get(key.viewer())));
            int from = key.after() == null ? 0 : snapshot.indexAfter(key.after());
            pages.put(key, new PageKey(key.viewer(), snapshot, from, key.first(), key.counted()));
        }
        Map<PageKey, People> people = repository.people(Set.copyOf(pages.values()));

        Map<SuggestionsKey, SuggestionConnection> connections = new HashMap<>();
        pages.forEach((key, page) -> connections.put(
                key,
                connection(
                        key,
                        page.snapshot(),
                        people.getOrDefault(page, new People(List.of(), 0L)),
                        atHand.containsKey(key) ? CacheStatus.HIT : CacheStatus.MISS)));
        return connections;
    }

    private Map<Long, Snapshot> compute(Set<Long> viewers, Instant now) {
        if (viewers.isEmpty()) {
            return Map.of();
        }
        var rankings = repository.rank(viewers);
        Map<Long, Snapshot> snapshots = new HashMap<>();
        for (Long viewer : viewers) {
            var places = rankings.getOrDefault(viewer, List.of());
            snapshots.put(viewer, new Snapshot(ids.next(), STRATEGY, now, places));
        }
        store.keep(snapshots);
        return snapshots;
    }

    private static SuggestionConnection connection(
            SuggestionsKey key, Snapshot snapshot, People people, CacheStatus cache) {
        boolean more = people.people().size() > key.first();
        List<Edge.Plain<Suggestion>> edges = people.people().stream()
                .limit(key.first())
                .filter(person -> person.mutualFriends() > 0)
                .map(person -> edge(person, snapshot, key.scored()))
                .toList();
        return new SuggestionConnection(
                Connection.of(edges, more, key.after() != null, people.total()),
                new RankingSnapshot(snapshot.number(), snapshot.strategy(), snapshot.computedAt(), cache));
    }

    private static Edge.Plain<Suggestion> edge(Person person, Snapshot snapshot, boolean scored) {
        Snapshot.Place place = snapshot.places().get(person.index());
        String cursor =
                new SuggestionsKey.Place(snapshot.number(), person.index(), place.score(), place.candidate()).write();
        Suggestion suggestion = new Suggestion(
                person.user(),
                scored ? place.score() : null,
                List.of(SuggestionSource.FRIENDS_OF_FRIENDS),
                new MutualFriendsReason(person.mutualFriends(), person.sample()));
        return new Edge.Plain<>(cursor, suggestion);
    }
}
