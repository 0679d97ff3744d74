package io.mutuals.suggestion.evaluation;

import io.mutuals.suggestion.friendgraph.FeatureExtractor;
import io.mutuals.suggestion.friendgraph.FeatureMatrix;
import io.mutuals.suggestion.friendgraph.GraphFeatures;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * The labelled candidates of a split: for each test user, the features of their candidates without the held-out
 * friendships, and which candidates are held-out friends.
 */
@SuppressWarnings("ArrayRecordComponent") // read in hot loops, never compared
record LabelledSplit(Split split, FeatureMatrix[] candidates) {

    /** The expected number of candidates kept for a user beside the held-out friends. */
    private static final int NEGATIVES = 60;

    /** Extracts the features of all candidates of all test users. */
    static LabelledSplit of(Split split, Workers workers, Progress progress, String step) {
        GraphFeatures features = GraphFeatures.of(split.train());
        ThreadLocal<FeatureExtractor> extractors = ThreadLocal.withInitial(() -> new FeatureExtractor(features));
        FeatureMatrix[] candidates = new FeatureMatrix[split.users().length];
        workers.forEach(
                candidates.length,
                user -> candidates[user] = extractors.get().extract(split.users()[user]),
                done -> progress.at(step, done, candidates.length));
        return new LabelledSplit(split, candidates);
    }

    /**
     * Returns the held-out friends and a random sample of the other candidates of each user; users without held-out
     * candidates have none.
     */
    LabelledSplit sample(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        FeatureMatrix[] sampled = new FeatureMatrix[candidates.length];
        for (int user = 0; user < sampled.length; user++) {
            sampled[user] = sample(user, random);
        }
        return new LabelledSplit(split, sampled);
    }

    private FeatureMatrix sample(int user, SplittableRandom random) {
        FeatureMatrix all = candidates[user];
        int[] positives = positives(user);
        double chance = positives.length == 0 ? 0 : (double) NEGATIVES / Math.max(1, all.size() - positives.length);
        int[] kept = IntStream.range(0, all.size())
                .filter(at -> random.nextDouble() < chance || Arrays.binarySearch(positives, at) >= 0)
                .toArray();
        int width = FeatureMatrix.width();
        int[] people = new int[kept.length];
        float[] rows = new float[kept.length * width];
        for (int at = 0; at < kept.length; at++) {
            people[at] = all.people()[kept[at]];
            System.arraycopy(all.rows(), kept[at] * width, rows, at * width, width);
        }
        return new FeatureMatrix(people, rows);
    }

    int users() {
        return candidates.length;
    }

    /** Returns the indexes of a user's candidates who are held-out friends, ascending. */
    int[] positives(int user) {
        int[] heldOut = split.heldOut()[user];
        int[] people = candidates[user].people();
        return IntStream.range(0, people.length)
                .filter(at -> Arrays.binarySearch(heldOut, people[at]) >= 0)
                .toArray();
    }

    /** Returns whether a user has both candidates who became friends and candidates who did not. */
    boolean isInformative(int user) {
        int positives = positives(user).length;
        return positives > 0 && positives < candidates[user].size();
    }
}
