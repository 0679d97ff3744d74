package io.mutuals.experiment.cluster;

import io.mutuals.suggestion.friendgraph.FriendGraph;

/** Quality measure of a partition into clusters. */
final class Modularity {

    private Modularity() {}

    /**
     * Returns the fraction of friendships within clusters in excess of its expectation if friends were drawn at random
     * (Newman and Girvan 2004); O(friendships).
     *
     * @return -0.5 to 1; 0 if there are no friendships
     */
    static double of(FriendGraph graph, Clusters clusters) {
        double ends = 2.0 * graph.friendships();
        if (ends == 0) {
            return 0;
        }
        double modularity = 0;
        double[] strength = new double[clusters.count()];
        for (int person = 0; person < graph.people(); person++) {
            int cluster = clusters.byPerson()[person];
            if (cluster == Clusters.NONE) {
                modularity -= square(graph.degree(person) / ends);
                continue;
            }
            strength[cluster] += graph.degree(person);
            int end = graph.first(person) + graph.degree(person);
            for (int at = graph.first(person); at < end; at++) {
                if (clusters.byPerson()[graph.friends()[at]] == cluster) {
                    modularity += 1 / ends;
                }
            }
        }
        for (double one : strength) {
            modularity -= square(one / ends);
        }
        return modularity;
    }

    private static double square(double number) {
        return number * number;
    }
}
