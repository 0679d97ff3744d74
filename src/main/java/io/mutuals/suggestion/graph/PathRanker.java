package io.mutuals.suggestion.graph;

/**
 * Counts the walks of two and of three friendships between two people: {@code two} x walks of two + {@code three} x walks of three.
 *
 * <p>Local path index: Lü, Jin and Zhou 2009. Katz index cut after three steps: Katz 1953, Liben-Nowell and Kleinberg 2007. O(friendships)
 * within three steps of the person.
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

    /** Walks of three count a hundredth of walks of two. */
    public static Ranker localPath() {
        return new PathRanker("local-path", 1, 0.01);
    }

    /** A walk counts 0.005 to the power of its length. */
    public static Ranker katz() {
        return new PathRanker("katz-3", KATZ_BETA * KATZ_BETA, KATZ_BETA * KATZ_BETA * KATZ_BETA);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Ranking rank(FriendGraph graph, int person, int places) {
        double[] one = new double[graph.people()];
        one[person] = 1;
        double[] twos = step(graph, step(graph, one));
        double[] threes = step(graph, twos);
        BestByScore best = new BestByScore(graph, places);
        for (int candidate = 0; candidate < graph.people(); candidate++) {
            double score = two * twos[candidate] + three * threes[candidate];
            if (score > 0 && candidate != person && !graph.areFriends(person, candidate)) {
                best.offer(candidate, score);
            }
        }
        return best.ranking();
    }

    private static double[] step(FriendGraph graph, double[] walks) {
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
