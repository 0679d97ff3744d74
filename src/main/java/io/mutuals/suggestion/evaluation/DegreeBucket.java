package io.mutuals.suggestion.evaluation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Test users with about as many friends as each other, in what a ranker may see.
 *
 * @param fewest friends
 * @param most friends, not below {@code fewest}
 * @param users how many test users have so many
 */
public record DegreeBucket(int fewest, int most, int users) {

    /** With fewer users a bucket's interval says nothing. */
    private static final int FEWEST_USERS = 30;

    boolean holds(int degree) {
        return fewest <= degree && degree <= most;
    }

    /**
     * 1, 2 to 3, 4 to 7, 8 to 15 friends and so on, ascending; neighbours are joined until each has {@value #FEWEST_USERS} users, if there are
     * so many.
     */
    static List<DegreeBucket> of(int[] degrees) {
        List<DegreeBucket> buckets = new ArrayList<>();
        int largest = Arrays.stream(degrees).max().orElse(0);
        int fewest = 1;
        for (long from = 1; from <= largest; from *= 2) {
            DegreeBucket bucket = counted(fewest, (int) Math.min(2 * from - 1, largest), degrees);
            if (bucket.users >= FEWEST_USERS) {
                buckets.add(bucket);
                fewest = bucket.most + 1;
            }
        }
        if (fewest <= largest) {
            int joined = buckets.isEmpty() ? fewest : buckets.removeLast().fewest;
            buckets.add(counted(joined, largest, degrees));
        }
        return List.copyOf(buckets);
    }

    private static DegreeBucket counted(int fewest, int most, int[] degrees) {
        long users = Arrays.stream(degrees)
                .filter(degree -> fewest <= degree && degree <= most)
                .count();
        return new DegreeBucket(fewest, most, (int) users);
    }
}
