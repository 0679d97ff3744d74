package io.mutuals.experiment.design;

/**
 * What is assigned as one with somebody.
 *
 * @param name what is hashed: the person's number, or {@code cluster:} and that of the cluster
 * @param counts whether what the person does counts; of an ego cluster only the one in the middle does
 */
public record AssignmentUnit(String name, boolean counts) {

    public static AssignmentUnit of(long person) {
        return new AssignmentUnit(Long.toString(person), true);
    }

    public static AssignmentUnit cluster(int number, boolean counts) {
        return new AssignmentUnit("cluster:" + number, counts);
    }
}
