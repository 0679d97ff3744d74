package io.mutuals.suggestion.evaluation;

import io.mutuals.suggestion.friendgraph.FeatureExtractor;
import io.mutuals.suggestion.friendgraph.FeatureMatrix;
import io.mutuals.suggestion.friendgraph.GraphFeatures;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * What can be learned from a split: the candidates of each of its users as they were seen without the held-out friendships, and which of
 * them became friends.
 */
@SuppressWarnings("ArrayRecordComponent") // read in hot loops, never compared
record Lesson(Split split, FeatureMatrix[] candidates) {

    /** Of how many candidates who did not become friends a user's examples are, about. */
    private static final int OTHERS = 60;

    /** All candidates of all users. */
    static Lesson of(Split split, Workers workers, Progress progress, String step) {
        GraphFeatures landscape = GraphFeatures.of(split.train());
        ThreadLocal<FeatureExtractor> explorers = ThreadLocal.withInitial(() -> new FeatureExtractor(landscape));
        FeatureMatrix[] candidates = new FeatureMatrix[split.users().length];
        workers.forEach(
                candidates.length,
                user -> candidates[user] = explorers.get().explore(split.users()[user]),
                done -> progress.at(step, done, candidates.length));
        return new Lesson(split, candidates);
    }

    /** The same, but of each user who found nobody no candidates, and else those found and a sample of the others: enough to learn from. */
    Lesson thinned(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        FeatureMatrix[] thin = new FeatureMatrix[candidates.length];
        for (int user = 0; user < thin.length; user++) {
            thin[user] = thinned(user, random);
        }
        return new Lesson(split, thin);
    }

    private FeatureMatrix thinned(int user, SplittableRandom random) {
        FeatureMatrix whole = candidates[user];
        int[] found = found(user);
        double chance = found.length == 0 ? 0 : (double) OTHERS / Math.max(1, whole.size() - found.length);
        int[] kept = IntStream.range(0, whole.size())
                .filter(at -> random.nextDouble() < chance || Arrays.binarySearch(found, at) >= 0)
                .toArray();
        int width = FeatureMatrix.width();
        int[] people = new int[kept.length];
        float[] rows = new float[kept.length * width];
        for (int at = 0; at < kept.length; at++) {
            people[at] = whole.people()[kept[at]];
            System.arraycopy(whole.rows(), kept[at] * width, rows, at * width, width);
        }
        return new FeatureMatrix(people, rows);
    }

    int users() {
        return candidates.length;
    }

    /** Which candidates of a user are held-out friends: their places, ascending. */
    int[] found(int user) {
        int[] heldOut = split.heldOut()[user];
        int[] people = candidates[user].people();
        return IntStream.range(0, people.length)
                .filter(at -> Arrays.binarySearch(heldOut, people[at]) >= 0)
                .toArray();
    }

    /** Whether there is something to learn from a user: some candidates became friends and some did not. */
    boolean teaches(int user) {
        int found = found(user).length;
        return found > 0 && found < candidates[user].size();
    }
}
