package io.mutuals.suggestion.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.mutuals.SideBySide;
import io.mutuals.suggestion.friendgraph.FeatureMatrix;
import io.mutuals.suggestion.friendgraph.TreeEnsemble;
import java.util.Arrays;
import java.util.HashMap;
import java.util.SplittableRandom;
import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.XGBoost;
import ml.dmlc.xgboost4j.java.XGBoostError;
import org.junit.jupiter.api.Test;

@SideBySide
class TreeTrainerTest {

    private static final int TREES = 60;
    private static final int ROWS = 2_000;

    @Test
    void ourTreesSayWhatXgboostSays() throws XGBoostError {
        Examples examples = examples();
        DMatrix matrix = examples.matrix();
        Booster booster = XGBoost.train(matrix, TreeTrainer.settings(3), TREES, new HashMap<>(), null, null);
        float[][] theirs = booster.predict(matrix, true);
        booster.dispose();
        matrix.dispose();

        TreeEnsemble.Builder builder = new TreeEnsemble.Builder();
        TreeTrainer.add(builder, TreeTrainer.grow(examples, TREES, 3), 0, TREES, 1);
        TreeEnsemble trees = builder.build();
        float[] ours = trees.sums(examples.rows(), FeatureMatrix.width());

        assertThat(trees.count()).isEqualTo(TREES);
        assertThat(Arrays.stream(theirs).map(row -> row[0]).distinct().count()).isGreaterThan(100);
        for (int row = 0; row < ROWS; row++) {
            assertThat(ours[row]).isCloseTo(theirs[row][0], within(1e-5f));
        }
    }

    private static Examples examples() {
        SplittableRandom random = new SplittableRandom(9);
        float[] rows = new float[ROWS * FeatureMatrix.width()];
        float[] labels = new float[ROWS];
        int[] groups = new int[ROWS / 50];
        Arrays.fill(groups, 50);
        for (int row = 0; row < ROWS; row++) {
            for (int column = 0; column < FeatureMatrix.width(); column++) {
                rows[row * FeatureMatrix.width() + column] =
                        (float) (random.nextDouble() * Math.pow(10, column % 7 - 3));
            }
            float hint = rows[row * FeatureMatrix.width() + 3] + rows[row * FeatureMatrix.width() + 10];
            labels[row] = random.nextDouble() * 3 < hint ? 1 : 0;
        }
        return new Examples(rows, labels, groups);
    }
}
