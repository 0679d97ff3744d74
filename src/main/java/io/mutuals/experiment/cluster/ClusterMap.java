package io.mutuals.experiment.cluster;

import io.mutuals.suggestion.friendgraph.FriendGraph;
import java.util.Arrays;
import java.util.BitSet;
import java.util.stream.IntStream;

/** In which cluster, the unit of one experiment, each person is; immutable, 12 bytes a person. */
public final class ClusterMap {

    /** The cluster of whoever is in none. */
    static final int NONE = Clusters.NONE;

    /** Ascending. */
    private final long[] ids;

    /** For each of {@link #ids} the cluster times two, and one more for an ego. */
    private final int[] places;

    private final int clusters;

    private ClusterMap(long[] ids, int[] places, int clusters) {
        this.ids = ids;
        this.places = places;
        this.clusters = clusters;
    }

    /** Everybody who is in a cluster; no egos. */
    public static ClusterMap of(FriendGraph graph, Clusters clusters) {
        return of(graph, clusters, new BitSet());
    }

    /** Egos and their friends. */
    static ClusterMap of(FriendGraph graph, EgoClusters found) {
        BitSet egos = new BitSet(graph.people());
        Arrays.stream(found.egos()).forEach(egos::set);
        return of(graph, found.clusters(), egos);
    }

    private static ClusterMap of(FriendGraph graph, Clusters clusters, BitSet egos) {
        long[] ids = IntStream.range(0, graph.people())
                .filter(person -> clusters.byPerson()[person] != NONE)
                .mapToLong(graph::id)
                .sorted()
                .toArray();
        int[] places = new int[ids.length];
        for (int at = 0; at < ids.length; at++) {
            int person = graph.person(ids[at]);
            places[at] = clusters.byPerson()[person] << 1 | (egos.get(person) ? 1 : 0);
        }
        return new ClusterMap(ids, places, clusters.count());
    }

    /** How many people are in a cluster. */
    int people() {
        return ids.length;
    }

    /** How many clusters there are. */
    int clusters() {
        return clusters;
    }

    /** The cluster of a person, or {@link #NONE}; O(log people). */
    int clusterOf(long userId) {
        int at = Arrays.binarySearch(ids, userId);
        return at < 0 ? NONE : places[at] >> 1;
    }

    /** Whether a person is the ego of their cluster. */
    boolean isEgo(long userId) {
        int at = Arrays.binarySearch(ids, userId);
        return at >= 0 && (places[at] & 1) == 1;
    }

    /** The same clusters by the numbers of people in a graph, which may have others than when the clusters were made. */
    public Clusters on(FriendGraph graph) {
        return new Clusters(
                IntStream.range(0, graph.people())
                        .map(person -> clusterOf(graph.id(person)))
                        .toArray(),
                clusters);
    }

    /** The people from one place to another, which is not among them. */
    ClusterChunk chunk(int from, int to) {
        return ClusterChunk.packed(ids, places, from, to);
    }

    /** Puts a map together again. Not thread-safe. */
    static final class Builder {

        private final long[] ids;
        private final int[] places;
        private final int clusters;
        private int filled;

        Builder(int people, int clusters) {
            this.ids = new long[people];
            this.places = new int[people];
            this.clusters = clusters;
        }

        /** Adds the people who come next. */
        void add(ClusterChunk chunk) {
            chunk.unpack(ids, places, filled);
            filled += chunk.people();
        }

        /**
         * The map.
         *
         * @throws IllegalStateException when people are missing
         */
        ClusterMap build() {
            if (filled < ids.length) {
                throw new IllegalStateException(
                        "Of %d people in clusters only %d were found".formatted(ids.length, filled));
            }
            return new ClusterMap(ids, places, clusters);
        }
    }
}
