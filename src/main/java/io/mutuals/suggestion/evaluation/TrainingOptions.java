package io.mutuals.suggestion.evaluation;

import java.time.Instant;

/**
 * The options of a training.
 *
 * @param trainedAt the time to write into the model
 * @param seed the seed; the same seed and graph give the same model
 * @param threads the number of threads, at least 1; does not change the model
 * @param users the approximate maximal number of users to take examples from; each member of the model samples half of
 *     them
 * @param validationUsers the maximal number of users that choose the number of trees; on large graphs fewer compare the
 *     model
 * @param trees the maximal number of trees of each member; validation chooses the actual number
 * @param members the number of members, each trained on another sample of users; the model is their mean
 */
public record TrainingOptions(
        Instant trainedAt, long seed, int threads, int users, int validationUsers, int trees, int members) {

    /** The default of {@code trees}. */
    public static final int TREES = 200;

    public TrainingOptions {
        if (threads < 1 || users < 1 || validationUsers < 1 || trees < 1 || members < 1) {
            throw new IllegalArgumentException(
                    "Threads, users, validation users, trees and members are at least 1 each.");
        }
    }

    /** Returns the defaults, which suit graphs of any size. */
    public static TrainingOptions at(Instant trainedAt) {
        int threads = Math.min(4, Runtime.getRuntime().availableProcessors());
        return new TrainingOptions(trainedAt, 1, threads, 8_000, 2_000, TREES, 3);
    }

    /** Returns these options with another seed. */
    public TrainingOptions withSeed(long another) {
        return new TrainingOptions(trainedAt, another, threads, users, validationUsers, trees, members);
    }

    /** Returns these options with another maximal number of trees. */
    public TrainingOptions withTrees(int most) {
        return new TrainingOptions(trainedAt, seed, threads, users, validationUsers, most, members);
    }
}
