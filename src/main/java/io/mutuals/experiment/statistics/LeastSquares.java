package io.mutuals.experiment.statistics;

/** A small linear regression on sums of products. */
final class LeastSquares {

    /** A column of which others explain all but this part has nothing of its own to say. */
    private static final double OWN = 1e-8;

    private LeastSquares() {}

    /**
     * The coefficients with which columns x explain y best, by sweeping one column after the other (Goodnight, "A tutorial on the SWEEP
     * operator", 1979). Columns that are constant, or that those before them explain, get 0; O(columns^3).
     *
     * @param xx the scatter of each pair of columns
     * @param xy the scatter of each column and y
     */
    static double[] coefficients(double[][] xx, double[] xy) {
        int columns = xy.length;
        double[][] swept = new double[columns][columns + 1];
        for (int row = 0; row < columns; row++) {
            System.arraycopy(xx[row], 0, swept[row], 0, columns);
            swept[row][columns] = xy[row];
        }
        boolean[] used = new boolean[columns];
        for (int pivot = 0; pivot < columns; pivot++) {
            if (swept[pivot][pivot] > OWN * xx[pivot][pivot]) {
                used[pivot] = true;
                eliminate(swept, pivot);
            }
        }
        double[] coefficients = new double[columns];
        for (int column = 0; column < columns; column++) {
            coefficients[column] = used[column] ? swept[column][columns] : 0;
        }
        return coefficients;
    }

    /** Makes the pivot's column that of the identity, in every row. */
    private static void eliminate(double[][] matrix, int pivot) {
        double divisor = matrix[pivot][pivot];
        for (int at = 0; at < matrix[pivot].length; at++) {
            matrix[pivot][at] /= divisor;
        }
        for (int row = 0; row < matrix.length; row++) {
            double factor = matrix[row][pivot];
            if (row != pivot && factor != 0) {
                for (int at = 0; at < matrix[row].length; at++) {
                    matrix[row][at] -= factor * matrix[pivot][at];
                }
            }
        }
    }
}
