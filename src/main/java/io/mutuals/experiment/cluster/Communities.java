package io.mutuals.experiment.cluster;

import io.mutuals.suggestion.friendgraph.FriendGraph;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Detects communities, which have many friendships within and few between them.
 *
 * <p>The Louvain method (Blondel, Guillaume, Lambiotte and Lefebvre 2008) with a size limit: people move to the
 * community where modularity rises most, then communities become the nodes of a smaller graph, until nothing changes.
 * About O(friendships) time; 16 bytes per directed friendship.
 */
public final class Communities {

    private Communities() {}

    /**
     * Partitions all people into communities; each person without friends is a community of one.
     *
     * @param maxSize maximum number of people in a community, at least 1
     * @param seed seed of the visiting order; the result is deterministic for a given graph and seed
     */
    public static Clusters of(FriendGraph graph, int maxSize, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        CommunityGraph groups = CommunityGraph.of(graph);
        int[] byPerson = IntStream.range(0, graph.people()).toArray();
        while (true) {
            Clusters found = new CommunityMoves(groups, maxSize).settle(random);
            if (found.count() == groups.groups()) {
                return new Clusters(byPerson, found.count());
            }
            for (int person = 0; person < byPerson.length; person++) {
                byPerson[person] = found.byPerson()[byPerson[person]];
            }
            groups = groups.merged(found);
        }
    }
}
