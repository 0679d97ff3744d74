package io.mutuals.suggestion.friendgraph;

import java.util.Arrays;

/**
 * Ranks by personalised PageRank: the stationary distribution of a random walk that continues with a fixed probability
 * at each step and otherwise returns to the person.
 *
 * <p>Page et al. 1999, Haveliwala 2002; computed by power iteration. O(iterations x friendships of the person's
 * component). Thread-safe.
 */
public final class WalkRanker implements Ranker {

    private static final int ITERATIONS = 20;

    private final String name;
    private final double damping;

    /** @param damping probability of continuing the walk, above 0 and below 1 */
    private WalkRanker(String name, double damping) {
        this.name = name;
        this.damping = damping;
    }

    /** Returns the ranker with damping 0.5, which stays close to the person. */
    public static Ranker near() {
        return new WalkRanker("ppr-.5", 0.5);
    }

    /** Returns the ranker with damping 0.85, which reaches further and favours well-connected people. */
    public static Ranker far() {
        return new WalkRanker("ppr-.85", 0.85);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Ranking rank(FriendGraph graph, int person, int limit) {
        double[] mass = new double[graph.people()];
        double[] next = new double[graph.people()];
        mass[person] = 1;
        for (int iteration = 0; iteration < ITERATIONS; iteration++) {
            advance(graph, mass, next);
            next[person] += 1 - damping;
            double[] swap = mass;
            mass = next;
            next = swap;
        }
        TopCandidates selection = new TopCandidates(graph, limit);
        for (int candidate = 0; candidate < graph.people(); candidate++) {
            if (mass[candidate] > 0 && candidate != person && !graph.areFriends(person, candidate)) {
                selection.offer(candidate, mass[candidate]);
            }
        }
        return selection.ranking();
    }

    /** Distributes the probability mass in {@code mass} one step, into {@code next}. */
    private void advance(FriendGraph graph, double[] mass, double[] next) {
        Arrays.fill(next, 0);
        int[] friends = graph.friends();
        for (int person = 0; person < mass.length; person++) {
            int degree = graph.degree(person);
            if (mass[person] == 0 || degree == 0) {
                continue;
            }
            double share = damping * mass[person] / degree;
            int end = graph.first(person) + degree;
            for (int row = graph.first(person); row < end; row++) {
                next[friends[row]] += share;
            }
        }
    }
}
