package io.mutuals.suggestion.evaluation;

import io.mutuals.suggestion.friendgraph.FeatureMatrix;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.XGBoostError;

/**
 * Rows to grow trees from.
 *
 * @param rows {@link FeatureMatrix#width()} numbers each, user by user
 * @param labels for each row 1 for a friend, 0 for none
 * @param groups for each user how many rows there are
 */
@SuppressWarnings("ArrayRecordComponent") // handed over to the library as they are
record Examples(float[] rows, float[] labels, int[] groups) {

    /** The candidates of about {@code users} users, chosen by chance from those who teach something; of all when there are fewer. */
    static Examples of(List<Lesson> lessons, int users, SplittableRandom random) {
        int all = teaching(lessons);
        Draft draft = new Draft();
        for (Lesson lesson : lessons) {
            for (int user = 0; user < lesson.users(); user++) {
                if (lesson.teaches(user) && random.nextDouble() * all < users) {
                    draft.add(lesson.candidates()[user], lesson.found(user));
                }
            }
        }
        return draft.examples();
    }

    /** How many users teach something. */
    static int teaching(List<Lesson> lessons) {
        int teaching = 0;
        for (Lesson lesson : lessons) {
            for (int user = 0; user < lesson.users(); user++) {
                teaching += lesson.teaches(user) ? 1 : 0;
            }
        }
        return teaching;
    }

    DMatrix matrix() throws XGBoostError {
        DMatrix matrix = new DMatrix(rows, labels.length, FeatureMatrix.width(), Float.NaN);
        matrix.setLabel(labels);
        matrix.setGroup(groups);
        return matrix;
    }

    private static final class Draft {

        private final int width = FeatureMatrix.width();
        private float[] rows = new float[1024 * width];
        private float[] labels = new float[1024];
        private int[] groups = new int[256];
        private int size;
        private int users;

        private void add(FeatureMatrix candidates, int[] found) {
            int more = candidates.size();
            if (size + more > labels.length) {
                labels = Arrays.copyOf(labels, Math.max(size + more, size + (size >> 1)));
                rows = Arrays.copyOf(rows, Math.multiplyExact(labels.length, width));
            }
            System.arraycopy(candidates.rows(), 0, rows, size * width, more * width);
            for (int at : found) {
                labels[size + at] = 1;
            }
            size += more;
            if (users == groups.length) {
                groups = Arrays.copyOf(groups, 2 * users);
            }
            groups[users++] = more;
        }

        private Examples examples() {
            return new Examples(
                    Arrays.copyOf(rows, size * width), Arrays.copyOf(labels, size), Arrays.copyOf(groups, users));
        }
    }
}
