package io.mutuals.suggestion.friendgraph;

import java.util.Random;

/** Generates graphs resembling social ones: skewed degrees and many triangles. */
public final class SkewedGraph {

    private static final int CIRCLE_SIZE = 60;

    private SkewedGraph() {}

    /**
     * Returns a graph of dense circles connected by ties whose endpoints follow about a 1 / rank popularity
     * distribution.
     *
     * @param friends mean degree; the result is slightly below it
     */
    public static FriendGraph of(int people, int friends, long seed) {
        Random random = new Random(seed);
        FriendGraph.Builder builder = new FriendGraph.Builder();
        for (long id = 1; id <= people; id++) {
            builder.person(id);
        }
        long pairs = (long) people * friends / 2;
        int[] popularity = shuffled(people, random);
        for (long pair = 0; pair < pairs; pair++) {
            int one = random.nextInt(people);
            int other;
            if (random.nextInt(10) < 6) {
                int circle = one / CIRCLE_SIZE * CIRCLE_SIZE;
                other = Math.min(people - 1, circle + random.nextInt(CIRCLE_SIZE));
            } else {
                // This exponent gives the most popular people a few hundred to a few thousand friends.
                double rank = Math.pow(random.nextDouble(), 2.2);
                other = popularity[(int) (rank * people)];
            }
            if (one != other) {
                builder.friendship(one + 1L, other + 1L, 1_600_000_000 + random.nextInt(100_000_000));
            }
        }
        return builder.build();
    }

    private static int[] shuffled(int people, Random random) {
        int[] popularity = new int[people];
        for (int at = 0; at < people; at++) {
            int other = random.nextInt(at + 1);
            popularity[at] = popularity[other];
            popularity[other] = at;
        }
        return popularity;
    }
}
