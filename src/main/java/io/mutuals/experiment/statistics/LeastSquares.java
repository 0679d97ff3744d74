package io.mutuals.experiment.statistics;

/** Linear regression on sums of products, for few columns. */
final class LeastSquares {

    /** Fraction of unexplained scatter below which a column counts as collinear with earlier ones. */
    private static final double MIN_UNEXPLAINED = 1e-8;

    private LeastSquares() {}

    /**
     * Returns the least-squares coefficients by the sweep operator (Goodnight, "A tutorial on the SWEEP operator",
     * 1979); O(columns^3). Columns that are constant or collinear with earlier ones get 0.
     *
     * @param xx cross-product matrix of the centred columns
     * @param xy cross products of each centred column with the centred y
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
            if (swept[pivot][pivot] > MIN_UNEXPLAINED * xx[pivot][pivot]) {
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

    /** Reduces the pivot column to that of the identity matrix in every row. */
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
