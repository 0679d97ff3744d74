package io.mutuals.experiment.design;

/**
 * The concrete unit that a user is hashed with: the user, or their cluster. {@link RandomizationUnit} is the kind.
 *
 * @param name the hashed text: the user id, or {@code cluster:} and the cluster number
 * @param counts whether the outcomes of the user count; in an ego cluster only those of the ego do
 */
public record AssignmentUnit(String name, boolean counts) {

    /** Returns the unit of a user who is assigned individually. */
    public static AssignmentUnit of(long user) {
        return new AssignmentUnit(Long.toString(user), true);
    }

    /**
     * Returns the unit of a user who is assigned with their cluster.
     *
     * @param number the number of the cluster
     * @param counts whether the outcomes of the user count
     */
    public static AssignmentUnit cluster(int number, boolean counts) {
        return new AssignmentUnit("cluster:" + number, counts);
    }
}
