package io.mutuals.experiment.statistics;

import java.util.List;

/**
 * Predicts the reward of the first candidate from its index in the ranking before exploration: the mean reward at that
 * index, shrunk towards the overall mean with a prior weight of {@value #SHRINKAGE} rows.
 *
 * <p>Cross-fitted (Chernozhukov et al., "Double/debiased machine learning", 2018): the prediction for a viewer is
 * learned from other viewers only, so that no row predicts itself.
 */
final class RewardModel {

    private static final int FOLDS = 5;
    private static final double SHRINKAGE = 20;

    /** Total reward by fold and index; the last fold holds all rows. */
    private final double[][] rewards;

    private final int[][] rows;

    RewardModel(List<ExplorationRow> logged) {
        int size = logged.stream().mapToInt(ExplorationRow::among).max().orElse(0);
        rewards = new double[FOLDS + 1][size];
        rows = new int[FOLDS + 1][size];
        for (ExplorationRow row : logged) {
            for (int fold : new int[] {fold(row.viewer()), FOLDS}) {
                rewards[fold][row.base()] += row.reward();
                rows[fold][row.base()]++;
            }
        }
    }

    private static int fold(long viewer) {
        return Math.floorMod(Long.hashCode(viewer * 0x9E3779B97F4A7C15L), FOLDS);
    }

    double expected(long viewer, int base) {
        int fold = fold(viewer);
        double allRewards = 0;
        int allRows = 0;
        for (int index = 0; index < rewards[FOLDS].length; index++) {
            allRewards += rewards[FOLDS][index] - rewards[fold][index];
            allRows += rows[FOLDS][index] - rows[fold][index];
        }
        double mean = allRows == 0 ? 0 : allRewards / allRows;
        double reward = rewards[FOLDS][base] - rewards[fold][base];
        return (reward + SHRINKAGE * mean) / (rows[FOLDS][base] - rows[fold][base] + SHRINKAGE);
    }
}
