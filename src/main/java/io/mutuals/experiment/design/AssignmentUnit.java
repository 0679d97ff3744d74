package io.mutuals.experiment.design;

/**
 * The unit that the hash assigns to a variant: a single user, or a cluster of users.
 *
 * @param name the hashed text: the user id, or {@code cluster:} and the cluster number
 * @param counts whether the outcomes of the user count; in an ego cluster only those of the ego do
 */
public record AssignmentUnit(String name, boolean counts) {

    public static AssignmentUnit of(long user) {
        return new AssignmentUnit(Long.toString(user), true);
    }

    public static AssignmentUnit cluster(int number, boolean counts) {
        return new AssignmentUnit("cluster:" + number, counts);
    }
}
