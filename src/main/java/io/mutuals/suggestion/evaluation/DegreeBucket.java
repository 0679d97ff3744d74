package io.mutuals.suggestion.evaluation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The test users whose number of friends in the training graph falls into a range.
 *
 * @param fewest the smallest number of friends
 * @param most the largest number of friends, not below {@code fewest}
 * @param users the number of test users in the range
 */
public record DegreeBucket(int fewest, int most, int users) {

    /** With fewer users the interval of a bucket is too wide to be useful. */
    private static final int FEWEST_USERS = 30;

    boolean holds(int degree) {
        return fewest <= degree && degree <= most;
    }

    /**
     * Returns the buckets of 1, 2 to 3, 4 to 7, 8 to 15 friends and so on, in ascending order. Neighbouring buckets are
     * joined until each has {@value #FEWEST_USERS} users, if there are so many.
     */
    static List<DegreeBucket> of(int[] degrees) {
        List<DegreeBucket> buckets = new ArrayList<>();
        int largest = Arrays.stream(degrees).max().orElse(0);
        int fewest = 1;
        for (long from = 1; from <= largest; from *= 2) {
            DegreeBucket bucket = count(fewest, (int) Math.min(2 * from - 1, largest), degrees);
            if (bucket.users >= FEWEST_USERS) {
                buckets.add(bucket);
                fewest = bucket.most + 1;
            }
        }
        if (fewest <= largest) {
            int joined = buckets.isEmpty() ? fewest : buckets.removeLast().fewest;
            buckets.add(count(joined, largest, degrees));
        }
        return List.copyOf(buckets);
    }

    private static DegreeBucket count(int fewest, int most, int[] degrees) {
        long users = Arrays.stream(degrees)
                .filter(degree -> fewest <= degree && degree <= most)
                .count();
        return new DegreeBucket(fewest, most, (int) users);
    }
}
