package io.mutuals.experiment.cluster;

/**
 * People of a graph in clusters, of which nobody is in two.
 *
 * @param byPerson the cluster of each person, from 0; {@link #NONE} for whoever is in none
 * @param count how many clusters there are, each with at least one person
 */
@SuppressWarnings("ArrayRecordComponent") // read in hot loops, never compared
public record Clusters(int[] byPerson, int count) {

    /** The cluster of whoever is in none. */
    public static final int NONE = -1;

    /** How many people each cluster has. */
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
