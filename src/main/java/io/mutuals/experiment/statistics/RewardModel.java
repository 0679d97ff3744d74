package io.mutuals.experiment.statistics;

import java.util.List;

/**
 * What reward to expect of whoever comes first, by where they were in the ranking before: the mean of that place, drawn towards the mean of all as
 * if {@value #SHRINKAGE} rows more had that.
 *
 * <p>Cross-fitted (Chernozhukov et al., "Double/debiased machine learning", 2018): what is expected of a viewer is learned from other
 * viewers only, so that no row explains itself.
 */
final class RewardModel {

    private static final int FOLDS = 5;
    private static final double SHRINKAGE = 20;

    /** By fold and place; the last fold is all rows. */
    private final double[][] rewards;

    private final int[][] rows;

    RewardModel(List<Logged> logged) {
        int places = logged.stream().mapToInt(Logged::among).max().orElse(0);
        rewards = new double[FOLDS + 1][places];
        rows = new int[FOLDS + 1][places];
        for (Logged row : logged) {
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
        for (int place = 0; place < rewards[FOLDS].length; place++) {
            allRewards += rewards[FOLDS][place] - rewards[fold][place];
            allRows += rows[FOLDS][place] - rows[fold][place];
        }
        double mean = allRows == 0 ? 0 : allRewards / allRows;
        double reward = rewards[FOLDS][base] - rewards[fold][base];
        return (reward + SHRINKAGE * mean) / (rows[FOLDS][base] - rows[fold][base] + SHRINKAGE);
    }
}
