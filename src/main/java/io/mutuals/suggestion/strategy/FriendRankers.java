package io.mutuals.suggestion.strategy;

import io.mutuals.suggestion.evidence.EvidenceProperties;
import io.mutuals.suggestion.friendgraph.CommonFriendFilter;
import io.mutuals.suggestion.friendgraph.FriendGraph;
import io.mutuals.suggestion.friendgraph.LearnedRanker;
import io.mutuals.suggestion.friendgraph.Ranker;
import io.mutuals.suggestion.friendgraph.Rankers;
import io.mutuals.suggestion.friendgraph.TwoHopScore;
import io.mutuals.suggestion.memory.FriendGraphs;
import io.mutuals.suggestion.strategy.FriendsOfFriends.FriendOfFriend;
import io.mutuals.suggestion.strategy.LearnedRanking.Ready;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.stereotype.Component;

/**
 * Ranks friends of friends with any ranker.
 *
 * <p>All rankers but Adamic-Adar need the friend graph in memory. While the graph or the trained model is not
 * available, Adamic-Adar replaces them, and the result says so. Results of the other rankers are filtered by {@link
 * CommonFriendFilter}.
 */
@Component
public class FriendRankers {

    private static final String LEARNED = "learned";
    private static final String FALLBACK = TwoHopScore.ADAMIC_ADAR.label();

    private final FriendsOfFriends friends;
    private final FriendGraphs graphs;
    private final LearnedRanking learned;
    private final CommonFriendFilter evidence;

    FriendRankers(
            FriendsOfFriends friends, FriendGraphs graphs, LearnedRanking learned, EvidenceProperties properties) {
        this.friends = friends;
        this.graphs = graphs;
        this.learned = learned;
        this.evidence = new CommonFriendFilter(properties.loneFriendLimit());
    }

    /** Returns the names of all rankers that a strategy may use, in alphabetical order. */
    static Set<String> names() {
        Set<String> names = new TreeSet<>(Rankers.names());
        names.add(LEARNED);
        return names;
    }

    /**
     * Ranks the friends of friends of each viewer, best first.
     *
     * @param ranker one of {@link #names}
     * @param limit maximum number of results per viewer, at least 1
     */
    public Ranked rank(String ranker, Set<Long> viewers, int limit) {
        Optional<Ready> ready = ready(ranker);
        if (ready.isEmpty()) {
            return new Ranked(FALLBACK, friends.find(viewers, limit));
        }
        FriendGraph graph = ready.get().graph();
        Map<Long, List<FriendOfFriend>> found = new HashMap<>();
        Set<Long> unknown = new HashSet<>();
        for (Long viewer : viewers) {
            int person = graph.person(viewer);
            if (person == FriendGraph.NOT_FOUND) {
                unknown.add(viewer);
            } else {
                found.put(viewer, rank(ready.get().ranker(), graph, person, limit));
            }
        }
        // The model may rank on an older graph, which does not contain newer users.
        if (!unknown.isEmpty()) {
            found.putAll(friends.find(unknown, limit));
        }
        return new Ranked(ready.get().ranker().name(), found);
    }

    /** Returns whether a ranker is a trained model, rather than a closed form under that name. */
    public boolean isTrained(String ranker) {
        return ranker.equals(LEARNED) && learned.isTrained();
    }

    /**
     * Ranks on a past graph. Trained models would have to be prepared for that graph first, so Adamic-Adar replaces
     * them.
     *
     * @param then past graph; internal indexes of users may differ from the current graph
     * @param limit maximum number of results per viewer, at least 1
     */
    public Ranked rankThen(String name, FriendGraph then, Set<Long> viewers, int limit) {
        Optional<Ranker> ranker = ready(name).map(Ready::ranker).filter(ready -> !(ready instanceof LearnedRanker));
        Map<Long, List<FriendOfFriend>> found = new HashMap<>();
        for (Long viewer : viewers) {
            int person = then.person(viewer);
            if (person != FriendGraph.NOT_FOUND) {
                found.put(
                        viewer,
                        ranker.map(other -> rank(other, then, person, limit))
                                .orElseGet(() -> friends.find(then, viewer, limit)));
            }
        }
        return new Ranked(ranker.map(Ranker::name).orElse(FALLBACK), found);
    }

    private Optional<Ready> ready(String ranker) {
        if (ranker.equals(FALLBACK)) {
            return Optional.empty();
        }
        return ranker.equals(LEARNED)
                ? learned.ready()
                : graphs.current().map(graph -> new Ready(Rankers.named(ranker), graph));
    }

    private List<FriendOfFriend> rank(Ranker ranker, FriendGraph graph, int person, int limit) {
        return FriendOfFriend.listOf(graph, evidence.rank(ranker, graph, person, limit));
    }

    /**
     * Ranked friends of friends.
     *
     * @param ranker name of the ranker that was actually used
     * @param found results by viewer, best first
     */
    public record Ranked(String ranker, Map<Long, List<FriendOfFriend>> found) {}
}
