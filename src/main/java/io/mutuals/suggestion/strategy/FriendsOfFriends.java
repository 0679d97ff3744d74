package io.mutuals.suggestion.strategy;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.mutuals.suggestion.evidence.EvidenceProperties;
import io.mutuals.suggestion.friendgraph.FriendGraph;
import io.mutuals.suggestion.friendgraph.TwoHopRanker;
import io.mutuals.suggestion.friendgraph.TwoHopRanking;
import io.mutuals.suggestion.memory.FriendGraphProperties;
import io.mutuals.suggestion.memory.FriendGraphs;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;

/**
 * Ranks friends of friends by Adamic-Adar: in memory if the graph is loaded, otherwise in Neo4j, with the same results.
 */
@Component
public class FriendsOfFriends {

    private final FriendGraphs graphs;
    private final FriendsOfFriendsRepository repository;
    private final int hubLimit;
    private final int loneFriendLimit;
    private final TwoHopRanker ranker;
    private final Counter inMemory;
    private final Counter inNeo4j;

    FriendsOfFriends(
            FriendGraphs graphs,
            FriendsOfFriendsRepository repository,
            FriendGraphProperties properties,
            EvidenceProperties rules,
            MeterRegistry metrics) {
        this.graphs = graphs;
        this.repository = repository;
        this.hubLimit = properties.hubLimit();
        this.loneFriendLimit = rules.loneFriendLimit();
        this.ranker = TwoHopRanker.asServed(hubLimit, loneFriendLimit);
        this.inMemory = counter(metrics, "memory");
        this.inNeo4j = counter(metrics, "neo4j");
    }

    /**
     * Returns the best friends of friends of each viewer, best first; equal scores are ordered by ascending id.
     *
     * <p>Excludes the viewer and the viewer's friends; other users who may not be suggested are not excluded here. A
     * common friend with too many friends does not count, nor does a single common friend who has had more than a few
     * friends.
     *
     * @param limit maximum number of results per viewer, at least 1
     * @return an entry for every viewer
     */
    Map<Long, List<FriendOfFriend>> find(Set<Long> viewers, int limit) {
        Optional<FriendGraph> graph = graphs.current();
        graph.map(there -> inMemory).orElse(inNeo4j).increment(viewers.size());
        Map<Long, List<FriendOfFriend>> found = new HashMap<>();
        if (graph.isPresent()) {
            viewers.forEach(viewer -> found.put(viewer, find(graph.get(), viewer, limit)));
        } else {
            found.putAll(repository.rank(viewers, limit, hubLimit, loneFriendLimit));
            viewers.forEach(viewer -> found.putIfAbsent(viewer, List.of()));
        }
        return found;
    }

    /** Ranks on the given graph for one viewer; empty if the viewer is not in it. */
    List<FriendOfFriend> find(FriendGraph graph, long viewer, int limit) {
        int person = graph.person(viewer);
        if (person == FriendGraph.NOT_FOUND) {
            return List.of();
        }
        return FriendOfFriend.listOf(graph, ranker.rankWithCommon(graph, person, limit));
    }

    private static Counter counter(MeterRegistry metrics, String by) {
        return Counter.builder("mutuals.suggestion.ranked")
                .description("Viewers whose friends of friends were ranked, in memory or in Neo4j")
                .tag("by", by)
                .register(metrics);
    }

    /**
     * A friend of a friend.
     *
     * @param score score of the ranker, above 0
     * @param commonFriends number of common friends that count
     */
    public record FriendOfFriend(long person, double score, int commonFriends) {

        /** Returns the people of a ranking, best first. */
        static List<FriendOfFriend> listOf(FriendGraph graph, TwoHopRanking ranking) {
            List<FriendOfFriend> found = new ArrayList<>(ranking.size());
            for (int place = 0; place < ranking.size(); place++) {
                found.add(new FriendOfFriend(
                        graph.id(ranking.ranking().people()[place]),
                        ranking.ranking().scores()[place],
                        ranking.commonFriends()[place]));
            }
            return found;
        }
    }
}
