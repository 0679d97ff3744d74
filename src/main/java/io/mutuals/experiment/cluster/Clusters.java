package io.mutuals.experiment.cluster;

/**
 * Partition of the people of a graph, or of some of them, into disjoint clusters.
 *
 * @param byPerson cluster of each person, from 0; {@link #NONE} for people outside all clusters
 * @param count number of clusters; none is empty
 */
@SuppressWarnings("ArrayRecordComponent") // read in hot loops, never compared
public record Clusters(int[] byPerson, int count) {

    /** Cluster of people outside all clusters. */
    public static final int NONE = -1;

    /** Returns the number of people in each cluster. */
    public int[] sizes() {
        int[] sizes = new int[count];
        for (int cluster : byPerson) {
            if (cluster != NONE) {
                sizes[cluster]++;
            }
        }
        return sizes;
    }
}
