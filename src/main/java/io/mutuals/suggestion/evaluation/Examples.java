package io.mutuals.suggestion.evaluation;

import io.mutuals.suggestion.friendgraph.FeatureMatrix;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.XGBoostError;

/**
 * The training examples of the trees.
 *
 * @param rows {@link FeatureMatrix#width()} features for each candidate, grouped by user
 * @param labels 1 for each candidate who became a friend, 0 for the others
 * @param groups the number of candidates of each user
 */
@SuppressWarnings("ArrayRecordComponent") // passed to XGBoost without a copy
record Examples(float[] rows, float[] labels, int[] groups) {

    /**
     * Returns the candidates of about {@code users} randomly chosen informative users; of all of them if there are
     * fewer.
     */
    static Examples of(List<LabelledSplit> lessons, int users, SplittableRandom random) {
        int all = informative(lessons);
        Builder builder = new Builder();
        for (LabelledSplit lesson : lessons) {
            for (int user = 0; user < lesson.users(); user++) {
                if (lesson.isInformative(user) && random.nextDouble() * all < users) {
                    builder.add(lesson.candidates()[user], lesson.positives(user));
                }
            }
        }
        return builder.build();
    }

    /** Returns the number of users with both positive and negative candidates. */
    static int informative(List<LabelledSplit> lessons) {
        int informative = 0;
        for (LabelledSplit lesson : lessons) {
            for (int user = 0; user < lesson.users(); user++) {
                informative += lesson.isInformative(user) ? 1 : 0;
            }
        }
        return informative;
    }

    DMatrix matrix() throws XGBoostError {
        DMatrix matrix = new DMatrix(rows, labels.length, FeatureMatrix.width(), Float.NaN);
        matrix.setLabel(labels);
        matrix.setGroup(groups);
        return matrix;
    }

    private static final class Builder {

        private final int width = FeatureMatrix.width();
        private float[] rows = new float[1024 * width];
        private float[] labels = new float[1024];
        private int[] groups = new int[256];
        private int size;
        private int users;

        private void add(FeatureMatrix candidates, int[] positives) {
            int more = candidates.size();
            if (size + more > labels.length) {
                labels = Arrays.copyOf(labels, Math.max(size + more, size + (size >> 1)));
                rows = Arrays.copyOf(rows, Math.multiplyExact(labels.length, width));
            }
            System.arraycopy(candidates.rows(), 0, rows, size * width, more * width);
            for (int at : positives) {
                labels[size + at] = 1;
            }
            size += more;
            if (users == groups.length) {
                groups = Arrays.copyOf(groups, 2 * users);
            }
            groups[users++] = more;
        }

        private Examples build() {
            return new Examples(
                    Arrays.copyOf(rows, size * width), Arrays.copyOf(labels, size), Arrays.copyOf(groups, users));
        }
    }
}
