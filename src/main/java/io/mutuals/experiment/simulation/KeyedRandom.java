package io.mutuals.experiment.simulation;

import java.util.SplittableRandom;

/**
 * Keyed random numbers: the same question gets the same answer, regardless of the order and number of calls. Questions
 * are hashed with SplitMix64 (Steele, Lea and Flood, "Fast splittable pseudorandom number generators", 2014).
 */
record KeyedRandom(long seed) {

    /** Returns a uniform number from 0 to below 1. */
    double uniform(Topic topic, long first, long second, long third) {
        return (hash(topic, first, second, third) >>> 11) * 0x1p-53;
    }

    /** Returns a standard normal number by the Box-Muller method (1958). */
    double normal(Topic topic, long first, long second) {
        double radius = Math.sqrt(-2 * Math.log(1 - uniform(topic, first, second, 0)));
        return radius * Math.cos(2 * Math.PI * uniform(topic, first, second, 1));
    }

    private long hash(Topic topic, long first, long second, long third) {
        return mix(mix(mix(mix(seed + topic.number) + first) + second) + third);
    }

    private static long mix(long value) {
        return new SplittableRandom(value).nextLong();
    }

    /** Kind of question. The numbers are part of the hash, so changing them changes every simulation. */
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
