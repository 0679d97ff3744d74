package io.mutuals.experiment;

/**
 * What is assigned as one with somebody.
 *
 * @param name what is hashed: the person's number, or {@code cluster:} and that of the cluster
 * @param counts whether what the person does counts; of an ego cluster only the one in the middle does
 */
record Unit(String name, boolean counts) {

    static Unit of(long person) {
        return new Unit(Long.toString(person), true);
    }

    static Unit cluster(int number, boolean counts) {
        return new Unit("cluster:" + number, counts);
    }
}
