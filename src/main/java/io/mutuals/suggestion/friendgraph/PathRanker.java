package io.mutuals.suggestion.friendgraph;

/**
 * Ranks by the number of walks of length two and three between two people: {@code two} x walks of length two + {@code
 * three} x walks of length three.
 *
 * <p>Local path index: Lü, Jin and Zhou 2009. Katz index truncated after three steps: Katz 1953, Liben-Nowell and
 * Kleinberg 2007. O(friendships within three steps of the person). Thread-safe.
 */
public final class PathRanker implements Ranker {

    private static final double KATZ_BETA = 0.005;

    private final String name;
    private final double two;
    private final double three;

    private PathRanker(String name, double two, double three) {
        this.name = name;
        this.two = two;
        this.three = three;
    }

    /** Returns the local path index: walks of length three weigh a hundredth of those of length two. */
    public static Ranker localPath() {
        return new PathRanker("local-path", 1, 0.01);
    }

    /** Returns the truncated Katz index: a walk weighs 0.005 to the power of its length. */
    public static Ranker katz() {
        return new PathRanker("katz-3", KATZ_BETA * KATZ_BETA, KATZ_BETA * KATZ_BETA * KATZ_BETA);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Ranking rank(FriendGraph graph, int person, int limit) {
        double[] one = new double[graph.people()];
        one[person] = 1;
        double[] twos = advance(graph, advance(graph, one));
        double[] threes = advance(graph, twos);
        TopCandidates selection = new TopCandidates(graph, limit);
        for (int candidate = 0; candidate < graph.people(); candidate++) {
            double score = two * twos[candidate] + three * threes[candidate];
            if (score > 0 && candidate != person && !graph.areFriends(person, candidate)) {
                selection.offer(candidate, score);
            }
        }
        return selection.ranking();
    }

    private static double[] advance(FriendGraph graph, double[] walks) {
        double[] next = new double[walks.length];
        int[] friends = graph.friends();
        for (int person = 0; person < walks.length; person++) {
            if (walks[person] != 0) {
                int end = graph.first(person) + graph.degree(person);
                for (int at = graph.first(person); at < end; at++) {
                    next[friends[at]] += walks[person];
                }
            }
        }
        return next;
    }
}
