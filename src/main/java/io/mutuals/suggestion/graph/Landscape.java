package io.mutuals.suggestion.graph;

import java.util.stream.IntStream;

/**
 * What the learned ranker knows of a graph as a whole, computed once for a graph and then only read.
 *
 * <p>O(friendships^1.5 + friendships x 600); at 100,000 people with 40 friends each 7 to 8 seconds of processor time.
 */
public final class Landscape {

    private static final int POPULAR = 200;

    final FriendGraph graph;
    final Ties ties;
    final int[] core;
    final Spectrum spectrum;
    final Freshness freshness;

    /** For each person 1 / ln(friends), 1 / friends, 1 / sqrt(friends), ln(1 + friends). */
    final float[] rarity;

    final float[] share;
    final float[] root;
    final float[] log;

    /** For each person the part of pairs of their friends who are friends. */
    final float[] clustering;

    /**
     * For each person how much more likely two of their friends are friends than any two people: what a common friend says in the local naive
     * Bayes model (Liu, Zhang, Lü and Zhou 2011).
     */
    final float[] bayes;

    /** For each person the sum of 1 + common friends over their friendships. */
    final float[] tieSum;

    /** Those with most friends, best first, and those with most recent friends; empty when times are not known. */
    final int[] popular;

    final int[] recentlyPopular;

    private Landscape(FriendGraph graph) {
        this.graph = graph;
        ties = Ties.of(graph);
        core = Cores.of(graph);
        spectrum = Spectrum.of(graph);
        freshness = Freshness.of(graph);
        int people = graph.people();
        rarity = new float[people];
        share = new float[people];
        root = new float[people];
        log = new float[people];
        tieSum = new float[people];
        bayes = new float[people];
        clustering = new float[people];
        double prior = Math.log(Math.max(1, 0.5 * people * (people - 1) / Math.max(1, graph.friendships()) - 1));
        for (int person = 0; person < people; person++) {
            int degree = graph.degree(person);
            rarity[person] = (float) (1 / Math.log(Math.max(degree, 2)));
            share[person] = degree == 0 ? 0 : 1f / degree;
            root[person] = (float) Math.sqrt(share[person]);
            log[person] = (float) Math.log1p(degree);
            double closed = ties.triangles[person];
            double open = 0.5 * degree * (degree - 1) - closed;
            clustering[person] = degree < 2 ? 0 : (float) (closed / (closed + open));
            bayes[person] = (float) (prior + Math.log((closed + 1) / (open + 1)));
            tieSum[person] = degree + 2f * ties.triangles[person];
        }
        popular = best(IntStream.range(0, people).mapToDouble(graph::degree).toArray());
        recentlyPopular = freshness.known
                ? best(IntStream.range(0, people)
                        .mapToDouble(person -> freshness.degree[1][person])
                        .toArray())
                : new int[0];
    }

    public static Landscape of(FriendGraph graph) {
        return new Landscape(graph);
    }

    private int[] best(double[] scores) {
        BestByScore best = new BestByScore(graph, POPULAR);
        for (int person = 0; person < scores.length; person++) {
            best.offer(person, scores[person]);
        }
        return best.ranking().people();
    }

    public FriendGraph graph() {
        return graph;
    }
}
