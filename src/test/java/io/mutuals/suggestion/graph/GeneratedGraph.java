package io.mutuals.suggestion.graph;

import java.util.Random;

/** Graphs that look like those of people: most have few friends, some very many, and friends of friends are often friends. */
public final class GeneratedGraph {

    private static final int CIRCLE = 60;

    private GeneratedGraph() {}

    /**
     * A graph of circles, in which many know one another, and of ties between them, which lead to some people far more often than to
     * others (about as 1 / rank).
     *
     * @param friends how many friends people have on average, a little less
     */
    public static FriendGraph of(int people, int friends, long seed) {
        Random random = new Random(seed);
        FriendGraph.Builder builder = new FriendGraph.Builder();
        for (long id = 1; id <= people; id++) {
            builder.person(id);
        }
        long pairs = (long) people * friends / 2;
        int[] places = shuffled(people, random);
        for (long pair = 0; pair < pairs; pair++) {
            int one = random.nextInt(people);
            int other;
            if (random.nextInt(10) < 6) {
                int circle = one / CIRCLE * CIRCLE;
                other = Math.min(people - 1, circle + random.nextInt(CIRCLE));
            } else {
                // The exponent keeps the best known at a few hundred to a few thousand friends.
                double rank = Math.pow(random.nextDouble(), 2.2);
                other = places[(int) (rank * people)];
            }
            if (one != other) {
                builder.friendship(one + 1L, other + 1L, 1_600_000_000 + random.nextInt(100_000_000));
            }
        }
        return builder.build();
    }

    private static int[] shuffled(int people, Random random) {
        int[] places = new int[people];
        for (int at = 0; at < people; at++) {
            int other = random.nextInt(at + 1);
            places[at] = places[other];
            places[other] = at;
        }
        return places;
    }
}
