package io.mutuals.suggestion.strategy;

import io.mutuals.suggestion.evidence.SuggestionProperties;
import io.mutuals.suggestion.friendgraph.CommonFriendFilter;
import io.mutuals.suggestion.friendgraph.FriendGraph;
import io.mutuals.suggestion.friendgraph.LearnedRanker;
import io.mutuals.suggestion.friendgraph.Ranker;
import io.mutuals.suggestion.friendgraph.Rankers;
import io.mutuals.suggestion.friendgraph.TwoHopRanking;
import io.mutuals.suggestion.friendgraph.TwoHopScore;
import io.mutuals.suggestion.memory.FriendGraphs;
import io.mutuals.suggestion.strategy.FriendsOfFriends.Found;
import io.mutuals.suggestion.strategy.LearnedRanking.Ready;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.stereotype.Component;

/**
 * Orders friends of friends by any ranker.
 *
 * <p>All but Adamic-Adar need the graph in memory. While it is not there, or a model is not, Adamic-Adar stands in, and the answer says so.
 * Of what the others find only those are kept for whom {@link CommonFriendFilter} are evidence.
 */
@Component
public class FriendRankers {

    private static final String LEARNED = "learned";
    private static final String STAND_IN = TwoHopScore.ADAMIC_ADAR.label();

    private final FriendsOfFriends friends;
    private final FriendGraphs graphs;
    private final LearnedRanking learned;
    private final CommonFriendFilter evidence;

    FriendRankers(
            FriendsOfFriends friends, FriendGraphs graphs, LearnedRanking learned, SuggestionProperties properties) {
        this.friends = friends;
        this.graphs = graphs;
        this.learned = learned;
        this.evidence = new CommonFriendFilter(properties.loneFriendLimit());
    }

    /** What a strategy may name, in alphabetical order. */
    static Set<String> names() {
        Set<String> names = new TreeSet<>(Rankers.names());
        names.add(LEARNED);
        return names;
    }

    /**
     * For each viewer at most {@code limit} friends of friends, best first.
     *
     * @param ranker one of {@link #names}
     */
    public Ranked rank(String ranker, Set<Long> viewers, int limit) {
        Optional<Ready> ready = ready(ranker);
        if (ready.isEmpty()) {
            return new Ranked(STAND_IN, friends.find(viewers, limit));
        }
        FriendGraph graph = ready.get().graph();
        Map<Long, List<Found>> found = new HashMap<>();
        Set<Long> unknown = new HashSet<>();
        for (Long viewer : viewers) {
            int person = graph.person(viewer);
            if (person == FriendGraph.NOT_FOUND) {
                unknown.add(viewer);
            } else {
                found.put(viewer, rank(ready.get().ranker(), graph, person, limit));
            }
        }
        // Whoever came after the graph that a model ranks on.
        if (!unknown.isEmpty()) {
            found.putAll(friends.find(unknown, limit));
        }
        return new Ranked(ready.get().ranker().name(), found);
    }

    /** Whether a trained model ranks under a name, and no closed form that stands in for it. */
    public boolean isTrained(String ranker) {
        return ranker.equals(LEARNED) && learned.isTrained();
    }

    /**
     * The same on a graph of the past; a trained model, which would have to take in that graph first, is stood in for by Adamic-Adar.
     *
     * @param then in which people need not have the numbers that they have now
     */
    public Ranked rankThen(String name, FriendGraph then, Set<Long> viewers, int limit) {
        Optional<Ranker> ranker = ready(name).map(Ready::ranker).filter(ready -> !(ready instanceof LearnedRanker));
        Map<Long, List<Found>> found = new HashMap<>();
        for (Long viewer : viewers) {
            int person = then.person(viewer);
            if (person != FriendGraph.NOT_FOUND) {
                found.put(
                        viewer,
                        ranker.map(other -> rank(other, then, person, limit))
                                .orElseGet(() -> friends.find(then, viewer, limit)));
            }
        }
        return new Ranked(ranker.map(Ranker::name).orElse(STAND_IN), found);
    }

    private Optional<Ready> ready(String ranker) {
        if (ranker.equals(STAND_IN)) {
            return Optional.empty();
        }
        return ranker.equals(LEARNED)
                ? learned.ready()
                : graphs.current().map(graph -> new Ready(Rankers.named(ranker), graph));
    }

    private List<Found> rank(Ranker ranker, FriendGraph graph, int person, int limit) {
        TwoHopRanking ranking = evidence.rank(ranker, graph, person, limit);
        List<Found> found = new ArrayList<>(ranking.size());
        for (int place = 0; place < ranking.size(); place++) {
            found.add(new Found(
                    graph.id(ranking.ranking().people()[place]),
                    ranking.ranking().scores()[place],
                    ranking.commonFriends()[place]));
        }
        return found;
    }

    /**
     * Friends of friends in order.
     *
     * @param ranker what really ordered them
     */
    public record Ranked(String ranker, Map<Long, List<Found>> found) {}
}
