package io.mutuals.experiment.simulation;

import java.util.SplittableRandom;

/**
 * Numbers that chance gives, each by what it is asked about: the same question gets the same answer, in whatever order and how often it is asked.
 * A question is hashed by SplitMix64 (Steele, Lea and Flood, "Fast splittable pseudorandom number generators", 2014).
 */
record Dice(long seed) {

    /** Uniform from 0 to below 1. */
    double roll(Topic topic, long first, long second, long third) {
        return (hash(topic, first, second, third) >>> 11) * 0x1p-53;
    }

    /** Normal with mean 0 and standard deviation 1, by the method of Box and Muller (1958). */
    double bell(Topic topic, long first, long second) {
        double radius = Math.sqrt(-2 * Math.log(1 - roll(topic, first, second, 0)));
        return radius * Math.cos(2 * Math.PI * roll(topic, first, second, 1));
    }

    private long hash(Topic topic, long first, long second, long third) {
        return mixed(mixed(mixed(mixed(seed + topic.number) + first) + second) + third);
    }

    private static long mixed(long value) {
        return new SplittableRandom(value).nextLong();
    }

    /** What is asked about. */
    enum Topic {
        ACTIVITY(1),
        EAGERNESS(2),
        TASTE(3),
        OPENS(4),
        NOTICES(5),
        SENDS(6),
        ACCEPTS(7),
        DISMISSES(8),
        BLOCKS(9),
        WRITES_FIRST(10),
        SHARES(11),
        REPLIES(12);

        private final int number;

        Topic(int number) {
            this.number = number;
        }
    }
}
