package io.mutuals.suggestion.preview;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.mutuals.api.ErrorCode;
import io.mutuals.api.RequestException;
import io.mutuals.suggestion.evidence.SuggestionSource;
import io.mutuals.suggestion.friendgraph.FriendGraph;
import io.mutuals.suggestion.memory.FriendGraphs;
import io.mutuals.suggestion.preview.PreviewedRanking.Ranked;
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
 * Ranks friends of friends on the friendships of a moment of the past.
 *
 * <p>The graph of a moment takes up to as much memory as the friend graph, so one is made at a time, and only the last one is kept, for
 * five minutes.
 */
@Component
class PastRankings {

    private static final Duration KEPT = Duration.ofMinutes(5);

    private final FriendGraphs graphs;
    private final FriendRankers rankers;
    private final InstantSource clock;
    private final Lock lock = new ReentrantLock();
    private final Cache<Instant, FriendGraph> kept = Caffeine.newBuilder()
            .maximumSize(1)
            .expireAfterWrite(KEPT)
            .executor(Runnable::run)
            .build();

    PastRankings(FriendGraphs graphs, FriendRankers rankers, InstantSource clock) {
        this.graphs = graphs;
        this.rankers = rankers;
        this.clock = clock;
    }

    /**
     * Goes on only while the past can be ranked on.
     *
     * @throws RequestException {@link ErrorCode#UNAVAILABLE} while the friend graph is not in memory
     */
    void mustBeThere() {
        present();
    }

    /**
     * A ranking for each person; empty for a strategy that does not ask friends of friends, and for whoever is not in the graph.
     *
     * @throws RequestException {@link ErrorCode#UNAVAILABLE} while the friend graph is not in memory
     */
    Map<Long, PreviewedRanking> rank(Strategy strategy, Instant moment, Set<Long> people) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        FriendRankers.Ranked ranked = rankers.rankThen(strategy.ranker(), then(moment), people, Snapshot.MAX_PLACES);
        boolean isAsked = strategy.sources().contains(SuggestionSource.FRIENDS_OF_FRIENDS);
        Map<Long, PreviewedRanking> rankings = new HashMap<>();
        for (Long person : people) {
            List<FriendsOfFriends.Found> found = isAsked ? ranked.found().getOrDefault(person, List.of()) : List.of();
            rankings.put(
                    person,
                    new PreviewedRanking(
                            ranked.ranker(),
                            now,
                            found.stream()
                                    .map(one -> new Ranked(one.person(), one.score()))
                                    .toList()));
        }
        return rankings;
    }

    private FriendGraph then(Instant moment) {
        lock.lock();
        try {
            return kept.get(moment, key -> present().asOf(Math.clamp(key.getEpochSecond(), 0, Integer.MAX_VALUE)));
        } finally {
            lock.unlock();
        }
    }

    private FriendGraph present() {
        return graphs.current()
                .orElseThrow(
                        () -> new RequestException(
                                ErrorCode.UNAVAILABLE,
                                "The past is ranked on the friend graph, which is not in memory here; leave out \"asOf\", or try again later."));
    }
}
