package io.mutuals.suggestion.evaluation;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Synthetic graphs of known structure. */
public final class RandomGraphs {

    private static final int GROUPS = 40;
    private static final int SIZE = 20;
    private static final int HUBS = 12;

    private RandomGraphs() {}

    /** Returns dense groups, and hubs with friends in all groups, so that mutual friends mislead. */
    static EdgeList groups(long seed, boolean timed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<TimedFriendship> edges = new ArrayList<>();
        int people = GROUPS * SIZE;
        for (int one = 0; one < people; one++) {
            for (int other = one + 1; other < people; other++) {
                double chance = one / SIZE == other / SIZE ? 0.4 : 0.001;
                add(edges, random, one, other, chance, timed);
            }
            for (int hub = 0; hub < HUBS; hub++) {
                add(edges, random, one, people + hub, 0.35, timed);
            }
        }
        return EdgeList.of(edges);
    }

    /**
     * Returns groups of two halves, with friendships only between the halves: two people with mutual friends are in the
     * same half and never become friends. Hubs are as in {@link #groups}.
     */
    public static EdgeList pairedGroups(long seed, boolean timed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<TimedFriendship> edges = new ArrayList<>();
        int people = GROUPS * SIZE;
        for (int one = 0; one < people; one++) {
            for (int other = one + 1; other < people; other++) {
                boolean meet = one / SIZE == other / SIZE && (one + other) % 2 == 1;
                add(edges, random, one, other, meet ? 0.6 : 0.001, timed);
            }
            for (int hub = 0; hub < HUBS / 2; hub++) {
                add(edges, random, one, people + hub, 0.1, timed);
            }
        }
        return EdgeList.of(edges);
    }

    /** Returns an Erdős–Rényi graph. */
    static EdgeList even(long seed, int people, double chance) {
        SplittableRandom random = new SplittableRandom(seed);
        List<TimedFriendship> edges = new ArrayList<>();
        for (int one = 0; one < people; one++) {
            for (int other = one + 1; other < people; other++) {
                add(edges, random, 3L * one, 3L * other, chance, false);
            }
        }
        return EdgeList.of(edges);
    }

    private static void add(
            List<TimedFriendship> edges, SplittableRandom random, long one, long other, double chance, boolean timed) {
        if (random.nextDouble() < chance) {
            int since = 1_000_000 + random.nextInt(1_000_000);
            edges.add(
                    timed
                            ? new TimedFriendship(one, other, since, since)
                            : new TimedFriendship(one, other, Double.NaN, 0));
        }
    }
}
