package io.mutuals.suggestion.evaluation;

import io.mutuals.suggestion.friendgraph.FriendGraph;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The friendships of a graph, each pair once, in ascending order of ids.
 *
 * @param timed whether the friendships can be told apart by when they began: most have a time, and not all the same
 */
public record EdgeList(List<Edge> edges, boolean timed) {

    public EdgeList {
        edges = List.copyOf(edges);
    }

    /**
     * @param read friendships in any order; repeats and people paired with themselves are dropped, of a pair the earliest time is kept
     */
    static EdgeList of(List<Edge> read) {
        Edge[] sorted = read.stream().filter(edge -> edge.one() != edge.other()).toArray(Edge[]::new);
        Arrays.parallelSort(sorted);
        List<Edge> pairs = new ArrayList<>(sorted.length);
        for (Edge edge : sorted) {
            if (pairs.isEmpty() || !pairs.getLast().samePair(edge)) {
                pairs.add(edge);
            }
        }
        return new EdgeList(pairs, timed(pairs));
    }

    /** The friendships of a graph, with their times. */
    public static EdgeList of(FriendGraph graph) {
        List<Edge> pairs = new ArrayList<>(graph.friendships());
        for (int person = 0; person < graph.people(); person++) {
            int end = graph.first(person) + graph.degree(person);
            for (int at = graph.first(person); at < end; at++) {
                int friend = graph.friends()[at];
                if (friend > person) {
                    int since = graph.since()[at];
                    double time = since == 0 ? Double.NaN : since;
                    pairs.add(new Edge(graph.id(person), graph.id(friend), time, since));
                }
            }
        }
        return new EdgeList(pairs, timed(pairs));
    }

    private static boolean timed(List<Edge> pairs) {
        long known = pairs.stream().filter(Edge::hasTime).count();
        return 2 * known > pairs.size()
                && pairs.stream()
                                .filter(Edge::hasTime)
                                .mapToDouble(Edge::time)
                                .distinct()
                                .limit(2)
                                .count()
                        > 1;
    }

    /** All of it as a graph. */
    public FriendGraph graph() {
        return graph(edges);
    }

    static FriendGraph graph(List<Edge> edges) {
        FriendGraph.Builder builder = new FriendGraph.Builder();
        edges.forEach(edge -> builder.friendship(edge.one(), edge.other(), edge.since()));
        return builder.build();
    }
}
