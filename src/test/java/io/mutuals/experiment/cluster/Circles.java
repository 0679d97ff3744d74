package io.mutuals.experiment.cluster;

import io.mutuals.suggestion.friendgraph.FriendGraph;
import java.util.SplittableRandom;

/** Generates graphs of circles of friends with some friendships between circles. */
final class Circles {

    private Circles() {}

    /**
     * Returns a graph in which person {@code p} belongs to circle {@code p / size}.
     *
     * @param within mean number of friends within the circle
     * @param between mean number of friends elsewhere
     */
    static FriendGraph of(int circles, int size, double within, double between, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        FriendGraph.Builder graph = new FriendGraph.Builder();
        int people = circles * size;
        for (int person = 0; person < people; person++) {
            graph.person(person);
            int circle = person / size * size;
            for (int friend = person + 1; friend < circle + size; friend++) {
                if (random.nextDouble() < within / (size - 1)) {
                    graph.friendship(person, friend, 0);
                }
            }
        }
        for (long tie = Math.round(people * between / 2); tie > 0; tie--) {
            int one = random.nextInt(people);
            int other = random.nextInt(people);
            if (one / size != other / size) {
                graph.friendship(one, other, 0);
            }
        }
        return graph.build();
    }
}
