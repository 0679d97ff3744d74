package io.mutuals.suggestion.graph;

import java.util.Arrays;

/**
 * Personalised PageRank: where a random walk from the person is found that at each step goes on with one probability and else returns to
 * the person.
 *
 * <p>Page et al. 1999, Haveliwala 2002; computed by power iteration. O(iterations x friendships of the person's component).
 */
public final class WalkRanker implements Ranker {

    private static final int ITERATIONS = 20;

    private final String name;
    private final double goOn;

    /** @param goOn the probability to go on, above 0 and below 1 */
    private WalkRanker(String name, double goOn) {
        this.name = name;
        this.goOn = goOn;
    }

    /** Goes on with probability 0.5: stays near. */
    public static Ranker near() {
        return new WalkRanker("ppr-.5", 0.5);
    }

    /** Goes on with probability 0.85: sees further, and more of the well-connected. */
    public static Ranker far() {
        return new WalkRanker("ppr-.85", 0.85);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Ranking rank(FriendGraph graph, int person, int places) {
        double[] at = new double[graph.people()];
        double[] next = new double[graph.people()];
        at[person] = 1;
        for (int iteration = 0; iteration < ITERATIONS; iteration++) {
            step(graph, at, next);
            next[person] += 1 - goOn;
            double[] swap = at;
            at = next;
            next = swap;
        }
        BestByScore best = new BestByScore(graph, places);
        for (int candidate = 0; candidate < graph.people(); candidate++) {
            if (at[candidate] > 0 && candidate != person && !graph.areFriends(person, candidate)) {
                best.offer(candidate, at[candidate]);
            }
        }
        return best.ranking();
    }

    /** Moves what is {@code at} one step, into {@code next}. */
    private void step(FriendGraph graph, double[] at, double[] next) {
        Arrays.fill(next, 0);
        int[] friends = graph.friends();
        for (int person = 0; person < at.length; person++) {
            int degree = graph.degree(person);
            if (at[person] == 0 || degree == 0) {
                continue;
            }
            double share = goOn * at[person] / degree;
            int end = graph.first(person) + degree;
            for (int row = graph.first(person); row < end; row++) {
                next[friends[row]] += share;
            }
        }
    }
}
