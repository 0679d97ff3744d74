package io.mutuals.suggestion.ranking;

import io.mutuals.api.ErrorCode;
import io.mutuals.api.RequestException;
import io.mutuals.suggestion.evidence.SuggestionSource;
import io.mutuals.suggestion.friendgraph.FriendGraph;
import io.mutuals.suggestion.memory.FriendGraphs;
import io.mutuals.suggestion.strategy.FriendRankers;
import io.mutuals.suggestion.strategy.FriendsOfFriends;
import io.mutuals.suggestion.strategy.Strategy;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.springframework.stereotype.Component;

/**
 * Replays which candidate a strategy would have placed first at a past time, from friends of friends on the friendships
 * of that time that still exist. Earlier dismissals, requests and blocks are unknown, so such candidates keep their
 * places.
 */
@Component
public class RankingReplay {

    /** Maximum number of past graphs built per call; rankings between two graphs use the earlier one. */
    private static final int MAX_GRAPHS = 48;

    private static final Duration MIN_STEP = Duration.ofMinutes(10);

    /** Choice if the strategy would have placed none of the candidates first. */
    public static final int NONE = -1;

    private final FriendGraphs graphs;
    private final FriendRankers rankers;

    RankingReplay(FriendGraphs graphs, FriendRankers rankers) {
        this.graphs = graphs;
        this.rankers = rankers;
    }

    /** Returns whether the friend graph is in memory, without which no ranking can be answered. */
    public boolean isReady() {
        return graphs.current().isPresent();
    }

    /**
     * Returns whether the first place of a strategy depends on friendships alone. Strategies with a trained model are
     * excluded, since the model would have to be prepared for every past graph.
     */
    public boolean canReplay(Strategy strategy) {
        return strategy.sources().contains(SuggestionSource.FRIENDS_OF_FRIENDS)
                && !rankers.isTrained(strategy.ranker());
    }

    /**
     * Returns, for each ranking, the index of the candidate that the strategy would have placed first, or {@link
     * #NONE} if it is none of them.
     *
     * @throws RequestException {@link ErrorCode#UNAVAILABLE} if the friend graph is not in memory
     */
    public int[] firstPlaces(Strategy strategy, List<ReplayedRanking> rankings) {
        FriendGraph graph = graphs.current()
                .orElseThrow(() -> new RequestException(
                        ErrorCode.UNAVAILABLE,
                        "Past rankings can be replayed only while the friend graph is in memory; try again later."));
        int[] firstPlaces = new int[rankings.size()];
        Optional<Instant> first = rankings.stream().map(ReplayedRanking::at).min(Comparator.naturalOrder());
        Optional<Instant> last = rankings.stream().map(ReplayedRanking::at).max(Comparator.naturalOrder());
        if (first.isEmpty() || last.isEmpty()) {
            return firstPlaces;
        }
        Duration even = Duration.between(first.get(), last.get()).dividedBy(MAX_GRAPHS);
        Duration step = even.compareTo(MIN_STEP) < 0 ? MIN_STEP : even;
        int[] inTime = IntStream.range(0, rankings.size())
                .boxed()
                .sorted(Comparator.comparing(index -> rankings.get(index).at()))
                .mapToInt(Integer::intValue)
                .toArray();
        Instant at = first.get();
        FriendGraph then = graph.asOf((int) at.getEpochSecond());
        for (int index : inTime) {
            ReplayedRanking ranking = rankings.get(index);
            if (!ranking.at().isBefore(at.plus(step))) {
                at = ranking.at();
                then = graph.asOf((int) at.getEpochSecond());
            }
            firstPlaces[index] = choice(strategy, then, ranking);
        }
        return firstPlaces;
    }

    private int choice(Strategy strategy, FriendGraph then, ReplayedRanking ranking) {
        FriendRankers.Ranked ranked =
                rankers.rankThen(strategy.ranker(), then, Set.of(ranking.viewer()), Snapshot.MAX_PLACES);
        List<FriendsOfFriends.FriendOfFriend> found = ranked.found().getOrDefault(ranking.viewer(), List.of());
        // Only the first place: the outcome of any other candidate in it is unknown.
        return found.isEmpty()
                ? NONE
                : ranking.candidates().indexOf(found.getFirst().person());
    }

    /**
     * A ranking to replay, which tells which of several candidates would have been placed first.
     *
     * @param viewer user id of the viewer
     * @param at time of the ranking
     * @param candidates user ids of the candidates
     */
    public record ReplayedRanking(long viewer, Instant at, List<Long> candidates) {}
}
