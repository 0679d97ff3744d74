package io.mutuals.experiment.cluster;

import io.mutuals.suggestion.friendgraph.FriendGraph;
import java.util.Arrays;
import java.util.BitSet;
import java.util.stream.IntStream;

/** Maps each user to the cluster that an experiment assigns them with. Immutable; takes 12 bytes per user. */
public final class ClusterMap {

    /** The cluster number of users in no cluster. */
    static final int NONE = Clusters.NONE;

    /** In ascending order. */
    private final long[] ids;

    /** For each of {@link #ids}, twice the cluster number, plus one for an ego. */
    private final int[] memberships;

    private final int clusters;

    private ClusterMap(long[] ids, int[] memberships, int clusters) {
        this.ids = ids;
        this.memberships = memberships;
        this.clusters = clusters;
    }

    /** The map of clusters without egos. */
    public static ClusterMap of(FriendGraph graph, Clusters clusters) {
        return of(graph, clusters, new BitSet());
    }

    /** The map of ego clusters. */
    static ClusterMap of(FriendGraph graph, EgoClusters clusters) {
        BitSet egos = new BitSet(graph.people());
        Arrays.stream(clusters.egos()).forEach(egos::set);
        return of(graph, clusters.clusters(), egos);
    }

    private static ClusterMap of(FriendGraph graph, Clusters clusters, BitSet egos) {
        long[] ids = IntStream.range(0, graph.people())
                .filter(person -> clusters.byPerson()[person] != NONE)
                .mapToLong(graph::id)
                .sorted()
                .toArray();
        int[] memberships = new int[ids.length];
        for (int index = 0; index < ids.length; index++) {
            int person = graph.person(ids[index]);
            memberships[index] = clusters.byPerson()[person] << 1 | (egos.get(person) ? 1 : 0);
        }
        return new ClusterMap(ids, memberships, clusters.count());
    }

    /** The number of users in clusters. */
    int people() {
        return ids.length;
    }

    /** The number of clusters. */
    int clusters() {
        return clusters;
    }

    /** The cluster number of a user, or {@link #NONE}. O(log users). */
    int clusterOf(long userId) {
        int index = Arrays.binarySearch(ids, userId);
        return index < 0 ? NONE : memberships[index] >> 1;
    }

    /** Returns whether a user is the ego of their cluster. O(log users). */
    boolean isEgo(long userId) {
        int index = Arrays.binarySearch(ids, userId);
        return index >= 0 && (memberships[index] & 1) == 1;
    }

    /**
     * Translates the map to the user indexes of a graph, whose users may differ from those of the graph that it was
     * computed on.
     */
    public Clusters on(FriendGraph graph) {
        return new Clusters(
                IntStream.range(0, graph.people())
                        .map(person -> clusterOf(graph.id(person)))
                        .toArray(),
                clusters);
    }

    /** The users from index {@code from}, inclusive, to index {@code to}, exclusive. */
    ClusterChunk chunk(int from, int to) {
        return ClusterChunk.packed(ids, memberships, from, to);
    }

    /** Assembles a map from its chunks. Not thread-safe. */
    static final class Builder {

        private final long[] ids;
        private final int[] memberships;
        private final int clusters;
        private int filled;

        Builder(int people, int clusters) {
            this.ids = new long[people];
            this.memberships = new int[people];
            this.clusters = clusters;
        }

        /** Appends the next chunk. */
        void add(ClusterChunk chunk) {
            chunk.unpack(ids, memberships, filled);
            filled += chunk.people();
        }

        /**
         * Returns the map.
         *
         * @throws IllegalStateException if users are missing
         */
        ClusterMap build() {
            if (filled < ids.length) {
                throw new IllegalStateException(
                        "Only %d of %d users in clusters were found".formatted(filled, ids.length));
            }
            return new ClusterMap(ids, memberships, clusters);
        }
    }
}
