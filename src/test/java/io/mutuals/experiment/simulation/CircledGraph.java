package io.mutuals.experiment.simulation;

import io.mutuals.suggestion.friendgraph.FriendGraph;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Generated friend graph with its underlying circles.
 *
 * @param graph graph of people with the ids 1, 2, 3 …, so that a person's number is their id - 1
 * @param circles circle of each person
 */
@SuppressWarnings("ArrayRecordComponent") // read person by person, never compared
public record CircledGraph(FriendGraph graph, int[] circles) {

    private static final int SMALLEST = 15;
    private static final int LARGEST = 70;

    /** Fraction of friendships within a circle. */
    private static final double WITHIN = 0.55;

    /** Skew of popularity; this value gives the most popular people about ten times the median degree. */
    private static final double POPULARITY_SKEW = 2.2;

    /**
     * Generates dense circles of different sizes, connected by friendships whose endpoints are skewed towards popular
     * people. Friendships start in the two years before 2026.
     *
     * @param people number of people, at least 2
     * @param friends mean degree; the result is slightly below it
     */
    public static CircledGraph of(int people, int friends, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int[] circles = new int[people];
        int[] first = new int[people];
        int[] size = new int[people];
        for (int person = 0, circle = 0; person < people; circle++) {
            int members = Math.min(people - person, SMALLEST + random.nextInt(LARGEST - SMALLEST));
            Arrays.fill(circles, person, person + members, circle);
            Arrays.fill(first, person, person + members, person);
            Arrays.fill(size, person, person + members, members);
            person += members;
        }
        int[] byPopularity = shuffled(people, random);
        FriendGraph.Builder builder = new FriendGraph.Builder();
        for (long id = 1; id <= people; id++) {
            builder.person(id);
        }
        for (long pair = 0; pair < (long) people * friends / 2; pair++) {
            int one = random.nextInt(people);
            int other = random.nextDouble() < WITHIN
                    ? first[one] + random.nextInt(size[one])
                    : byPopularity[(int) (Math.pow(random.nextDouble(), POPULARITY_SKEW) * people)];
            if (one != other) {
                builder.friendship(one + 1L, other + 1L, 1_704_067_200 + random.nextInt(63_158_400));
            }
        }
        return new CircledGraph(builder.build(), circles);
    }

    private static int[] shuffled(int people, SplittableRandom random) {
        int[] order = new int[people];
        for (int at = 0; at < people; at++) {
            int other = random.nextInt(at + 1);
            order[at] = order[other];
            order[other] = at;
        }
        return order;
    }
}
