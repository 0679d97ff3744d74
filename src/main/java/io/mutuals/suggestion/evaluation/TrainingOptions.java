package io.mutuals.suggestion.evaluation;

import java.time.Instant;

/**
 * How to train.
 *
 * @param trainedAt is written into the model
 * @param seed the same seed on the same graph gives the same model
 * @param threads how many to use, at least 1; does not change the model
 * @param users of about how many users, at most, examples are taken for growing trees; each member of the model sees half as many
 * @param validationUsers by how many users, at most, the number of trees is chosen; on large graphs fewer of them judge the model
 * @param trees how many trees a member of the model may have at most; validation chooses how many it has
 * @param members how many times the trees are grown, each time from other users; the model is their mean
 */
public record TrainingOptions(
        Instant trainedAt, long seed, int threads, int users, int validationUsers, int trees, int members) {

    /** How many trees a member may have when nobody says so. */
    public static final int TREES = 200;

    public TrainingOptions {
        if (threads < 1 || users < 1 || validationUsers < 1 || trees < 1 || members < 1) {
            throw new IllegalArgumentException(
                    "Threads, users, validation users, trees and members are at least 1 each.");
        }
    }

    /** What suits graphs of any size. */
    public static TrainingOptions at(Instant trainedAt) {
        int threads = Math.min(4, Runtime.getRuntime().availableProcessors());
        return new TrainingOptions(trainedAt, 1, threads, 8_000, 2_000, TREES, 3);
    }

    /** The same, with another seed. */
    public TrainingOptions withSeed(long another) {
        return new TrainingOptions(trainedAt, another, threads, users, validationUsers, trees, members);
    }

    /** The same, with another limit to trees. */
    public TrainingOptions withTrees(int most) {
        return new TrainingOptions(trainedAt, seed, threads, users, validationUsers, most, members);
    }
}
