package io.mutuals.suggestion.evaluation;

import io.mutuals.suggestion.friendgraph.FriendGraph;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The friendships of a graph: each pair once, in ascending order of ids.
 *
 * @param timed whether the times can order the friendships: more than half have one, and not all the same
 * @param times the source of the times for reports, such as {@code column "since"}, or {@code none} with the reason
 */
public record EdgeList(List<TimedFriendship> edges, boolean timed, String times) {

    private static final String IN_MEMORY = "those of the friendships";

    public EdgeList {
        edges = List.copyOf(edges);
    }

    /**
     * @param read friendships in any order; repeated pairs are merged into the earliest, and pairs of one person are
     * dropped
     */
    static EdgeList of(List<TimedFriendship> read) {
        return of(read, IN_MEMORY);
    }

    static EdgeList of(List<TimedFriendship> read, String times) {
        TimedFriendship[] sorted =
                read.stream().filter(edge -> edge.one() != edge.other()).toArray(TimedFriendship[]::new);
        Arrays.parallelSort(sorted);
        List<TimedFriendship> pairs = new ArrayList<>(sorted.length);
        for (TimedFriendship edge : sorted) {
            if (pairs.isEmpty() || !pairs.getLast().samePair(edge)) {
                pairs.add(edge);
            }
        }
        return describe(pairs, times);
    }

    /** Adds to {@code times} why they are not used, if they cannot order the friendships. */
    private static EdgeList describe(List<TimedFriendship> pairs, String times) {
        boolean timed = timed(pairs);
        boolean some = pairs.stream().anyMatch(TimedFriendship::hasTime);
        String unused = " (not used: most friendships have no time there, or all have the same)";
        return new EdgeList(pairs, timed, some && !timed ? times + unused : times);
    }

    /** Returns the friendships of a graph with their times. */
    public static EdgeList of(FriendGraph graph) {
        return of(graph, IN_MEMORY);
    }

    /**
     * Returns the friendships of a graph with their times.
     *
     * @param times the source of the times, for reports
     */
    public static EdgeList of(FriendGraph graph, String times) {
        List<TimedFriendship> pairs = new ArrayList<>(graph.friendships());
        for (int person = 0; person < graph.people(); person++) {
            int end = graph.first(person) + graph.degree(person);
            for (int at = graph.first(person); at < end; at++) {
                int friend = graph.friends()[at];
                if (friend > person) {
                    int since = graph.since()[at];
                    double time = since == 0 ? Double.NaN : since;
                    pairs.add(new TimedFriendship(graph.id(person), graph.id(friend), time, since));
                }
            }
        }
        return describe(pairs, times);
    }

    private static boolean timed(List<TimedFriendship> pairs) {
        long known = pairs.stream().filter(TimedFriendship::hasTime).count();
        return 2 * known > pairs.size()
                && pairs.stream()
                                .filter(TimedFriendship::hasTime)
                                .mapToDouble(TimedFriendship::time)
                                .distinct()
                                .limit(2)
                                .count()
                        > 1;
    }

    /** Returns the friendships as a graph. */
    public FriendGraph graph() {
        return graph(edges);
    }

    static FriendGraph graph(List<TimedFriendship> edges) {
        FriendGraph.Builder builder = new FriendGraph.Builder();
        edges.forEach(edge -> builder.friendship(edge.one(), edge.other(), edge.since()));
        return builder.build();
    }
}
