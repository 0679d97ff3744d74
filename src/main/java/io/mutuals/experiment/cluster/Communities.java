package io.mutuals.experiment.cluster;

import io.mutuals.suggestion.graph.FriendGraph;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Divides everybody into communities, which have many friendships within and few between them.
 *
 * <p>The Louvain method (Blondel, Guillaume, Lambiotte and Lefebvre 2008) with a limit to how many people a community has: people move to
 * where modularity rises most, communities become the people of a smaller graph, and so on. About O(friendships); it takes 16 bytes for
 * each direction of a friendship.
 */
public final class Communities {

    private Communities() {}

    /**
     * The community of everybody; whoever has no friends is one of their own.
     *
     * @param largest how many people a community has at most, at least 1
     * @param seed the same graph with the same seed gives the same communities
     */
    public static Clusters of(FriendGraph graph, int largest, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        CommunityGraph groups = CommunityGraph.of(graph);
        int[] byPerson = IntStream.range(0, graph.people()).toArray();
        while (true) {
            Clusters found = new CommunityMoves(groups, largest).settle(random);
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
