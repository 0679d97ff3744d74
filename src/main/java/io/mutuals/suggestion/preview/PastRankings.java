package io.mutuals.suggestion.preview;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.mutuals.api.ErrorCode;
import io.mutuals.api.RequestException;
import io.mutuals.suggestion.evidence.SuggestionSource;
import io.mutuals.suggestion.friendgraph.FriendGraph;
import io.mutuals.suggestion.memory.FriendGraphs;
import io.mutuals.suggestion.preview.PreviewedRanking.RankedPerson;
import io.mutuals.suggestion.ranking.Snapshot;
import io.mutuals.suggestion.strategy.FriendRankers;
import io.mutuals.suggestion.strategy.FriendsOfFriends;
import io.mutuals.suggestion.strategy.Strategy;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.springframework.stereotype.Component;

/**
 * Ranks friends of friends on the friendships of a past moment.
 *
 * <p>The graph of a moment takes up to as much memory as the friend graph, so one is built at a time, and only the
 * latest one is kept, for five minutes. Thread-safe.
 */
@Component
class PastRankings {

    private static final Duration TTL = Duration.ofMinutes(5);

    private final FriendGraphs graphs;
    private final FriendRankers rankers;
    private final InstantSource clock;
    private final Lock lock = new ReentrantLock();
    private final Cache<Instant, FriendGraph> cache = Caffeine.newBuilder()
            .maximumSize(1)
            .expireAfterWrite(TTL)
            .executor(Runnable::run)
            .build();

    PastRankings(FriendGraphs graphs, FriendRankers rankers, InstantSource clock) {
        this.graphs = graphs;
        this.rankers = rankers;
        this.clock = clock;
    }

    /**
     * Requires the friend graph.
     *
     * @throws RequestException {@link ErrorCode#UNAVAILABLE} unless it is in memory
     */
    void requireFriendGraph() {
        friendGraph();
    }

    /**
     * Returns a ranking for each person; an empty one if the strategy has no friends of friends, and for a person
     * without friends at that moment.
     *
     * @throws RequestException {@link ErrorCode#UNAVAILABLE} unless the friend graph is in memory
     */
    Map<Long, PreviewedRanking> rank(Strategy strategy, Instant moment, Set<Long> people) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        FriendRankers.Ranked ranked = rankers.rankThen(strategy.ranker(), graphAt(moment), people, Snapshot.MAX_PLACES);
        boolean hasFriendsOfFriends = strategy.sources().contains(SuggestionSource.FRIENDS_OF_FRIENDS);
        Map<Long, PreviewedRanking> rankings = new HashMap<>();
        for (Long person : people) {
            List<FriendsOfFriends.FriendOfFriend> found =
                    hasFriendsOfFriends ? ranked.found().getOrDefault(person, List.of()) : List.of();
            rankings.put(
                    person,
                    new PreviewedRanking(
                            ranked.ranker(),
                            now,
                            found.stream()
                                    .map(candidate -> new RankedPerson(candidate.person(), candidate.score()))
                                    .toList()));
        }
        return rankings;
    }

    private FriendGraph graphAt(Instant moment) {
        lock.lock();
        try {
            return cache.get(moment, key -> friendGraph().asOf(Math.clamp(key.getEpochSecond(), 0, Integer.MAX_VALUE)));
        } finally {
            lock.unlock();
        }
    }

    private FriendGraph friendGraph() {
        return graphs.current()
                .orElseThrow(() -> new RequestException(
                        ErrorCode.UNAVAILABLE,
                        "\"asOf\" needs the friend graph, which is not in memory at the moment; "
                                + "leave it out, or try again later."));
    }
}
