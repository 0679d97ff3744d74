package io.mutuals.suggestion.evaluation;

import io.mutuals.suggestion.graph.Candidates;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.XGBoostError;

/**
 * Rows to grow trees from: for each user the candidates who became friends, and some of those who did not.
 *
 * @param rows {@link Candidates#width()} numbers each, user by user
 * @param labels for each row 1 for a friend, 0 for none
 * @param groups for each user how many rows there are
 */
@SuppressWarnings("ArrayRecordComponent") // handed over to the library as they are
record Examples(float[] rows, float[] labels, int[] groups) {

    /** Of how many candidates who did not become friends a user's examples are, about. */
    private static final int OTHERS = 60;

    /** Examples of all users who have both sorts of candidates. */
    static Examples of(List<Lesson> lessons, SplittableRandom random) {
        Draft draft = new Draft();
        for (Lesson lesson : lessons) {
            for (int user = 0; user < lesson.users(); user++) {
                int[] found = lesson.found(user);
                Candidates candidates = lesson.candidates()[user];
                if (found.length > 0 && found.length < candidates.size()) {
                    draft.add(candidates, found, random);
                }
            }
        }
        return draft.examples();
    }

    int size() {
        return labels.length;
    }

    DMatrix matrix() throws XGBoostError {
        DMatrix matrix = new DMatrix(rows, labels.length, Candidates.width(), Float.NaN);
        matrix.setLabel(labels);
        matrix.setGroup(groups);
        return matrix;
    }

    private static final class Draft {

        private final int width = Candidates.width();
        private float[] rows = new float[1024 * width];
        private float[] labels = new float[1024];
        private int[] groups = new int[256];
        private int size;
        private int users;

        private void add(Candidates candidates, int[] found, SplittableRandom random) {
            double kept = (double) OTHERS / (candidates.size() - found.length);
            int before = size;
            for (int at = 0; at < candidates.size(); at++) {
                boolean friend = Arrays.binarySearch(found, at) >= 0;
                // Asked for friends, too, so that the draw of one candidate does not depend on who else is a friend.
                if (random.nextDouble() < kept || friend) {
                    add(candidates.rows(), at * width, friend);
                }
            }
            if (users == groups.length) {
                groups = Arrays.copyOf(groups, 2 * users);
            }
            groups[users++] = size - before;
        }

        private void add(float[] from, int row, boolean friend) {
            if (size == labels.length) {
                labels = Arrays.copyOf(labels, size + (size >> 1));
                rows = Arrays.copyOf(rows, labels.length * width);
            }
            System.arraycopy(from, row, rows, size * width, width);
            labels[size++] = friend ? 1 : 0;
        }

        private Examples examples() {
            return new Examples(
                    Arrays.copyOf(rows, size * width), Arrays.copyOf(labels, size), Arrays.copyOf(groups, users));
        }
    }
}
