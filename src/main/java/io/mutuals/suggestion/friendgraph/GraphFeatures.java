package io.mutuals.suggestion.friendgraph;

import java.util.stream.IntStream;

/**
 * Precomputed properties of a graph on which the learned ranker builds its features. Immutable, safe to share between
 * threads.
 *
 * <p>O(friendships^1.5 + friendships x 600): 7 to 8 seconds of processor time for 100,000 people with 40 friends each.
 */
public final class GraphFeatures {

    private static final int POPULAR = 200;

    final FriendGraph graph;
    final TieStrengths ties;
    final int[] core;
    final SpectralEmbedding spectrum;
    final FriendshipRecency recency;

    /** 1 / ln(degree) of each person. */
    final float[] rarity;

    /** 1 / degree of each person; 0 without friends. */
    final float[] share;
    /** 1 / sqrt(degree) of each person; 0 without friends. */
    final float[] root;
    /** ln(1 + degree) of each person. */
    final float[] log;

    /** Clustering coefficient of each person: the fraction of pairs of their friends who are friends. */
    final float[] clustering;

    /**
     * Log-odds that two friends of a person are friends, relative to any two people: the weight of a common friend in
     * the local naive Bayes model (Liu, Zhang, Lü and Zhou 2011).
     */
    final float[] bayes;

    /** Sum of 1 + common friends over each person's friendships. */
    final float[] tieSum;

    /** People with the highest degree, best first. */
    final int[] popular;

    /** People with the highest recent degree, best first; empty if times are unknown. */
    final int[] recentlyPopular;

    private GraphFeatures(FriendGraph graph) {
        this.graph = graph;
        ties = TieStrengths.of(graph);
        core = CoreNumbers.of(graph);
        spectrum = SpectralEmbedding.of(graph);
        recency = FriendshipRecency.of(graph);
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
        popular = mostPopular(
                IntStream.range(0, people).mapToDouble(graph::degree).toArray());
        recentlyPopular = recency.known
                ? mostPopular(IntStream.range(0, people)
                        .mapToDouble(person -> recency.degree[1][person])
                        .toArray())
                : new int[0];
    }

    /** Computes the properties of a graph; see the class for the cost. */
    public static GraphFeatures of(FriendGraph graph) {
        return new GraphFeatures(graph);
    }

    private int[] mostPopular(double[] scores) {
        TopCandidates selection = new TopCandidates(graph, POPULAR);
        for (int person = 0; person < scores.length; person++) {
            selection.offer(person, scores[person]);
        }
        return selection.ranking().people();
    }

    public FriendGraph graph() {
        return graph;
    }
}
