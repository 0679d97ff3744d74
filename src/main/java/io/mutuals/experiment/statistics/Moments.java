package io.mutuals.experiment.statistics;

import java.util.Arrays;

/**
 * Sufficient statistics of the units of one variant: their number, the sums of their values and the sums of all
 * pairwise products.
 *
 * <p>A unit is what was randomised: a person or a cluster of people. Its values are, in this order, the metric's
 * numerator, its denominator (1 for a mean per unit) and the covariates, which the experiment cannot have influenced,
 * such as the numerator before its start. Moments of disjoint units can be added. Immutable.
 *
 * <p>Sums of products lose precision if a value varies by less than a millionth of its size; such a value is treated as
 * constant.
 */
public final class Moments {

    static final int NUMERATOR = 0;
    static final int DENOMINATOR = 1;
    static final int FIRST_COVARIATE = 2;

    /** Relative size of a centred sum of squares that may be rounding noise. */
    private static final double ROUNDING = 1e-12;

    private final long units;
    private final double[] sums;
    private final double[][] products;

    private Moments(long units, double[] sums, double[][] products) {
        this.units = units;
        this.sums = sums;
        this.products = products;
    }

    /** Returns an empty builder for units with the given number of covariates. */
    public static Builder builder(int covariates) {
        return new Builder(covariates + FIRST_COVARIATE);
    }

    /**
     * Returns the moments of these units and those of {@code other}.
     *
     * @throws IllegalArgumentException if the numbers of covariates differ
     */
    public Moments plus(Moments other) {
        if (other.sums.length != sums.length) {
            throw new IllegalArgumentException(
                    "Cannot add moments with " + other.covariates() + " covariates to moments with " + covariates());
        }
        Builder builder = builder(covariates());
        builder.units = units + other.units;
        for (int i = 0; i < sums.length; i++) {
            builder.sums[i] = sums[i] + other.sums[i];
            for (int j = i; j < sums.length; j++) {
                builder.products[i][j] = products[i][j] + other.products[i][j];
            }
        }
        return builder.build();
    }

    /** Returns the number of units. */
    public long units() {
        return units;
    }

    /** Returns the number of covariates of each unit. */
    public int covariates() {
        return sums.length - FIRST_COVARIATE;
    }

    double sum(int column) {
        return sums[column];
    }

    double mean(int column) {
        return sums[column] / units;
    }

    /** Returns the sum over units of (value i - its mean) x (value j - its mean); exactly 0 if either is constant. */
    double scatter(int i, int j) {
        if (isConstant(i) || isConstant(j)) {
            return 0;
        }
        return centred(i, j);
    }

    /** Returns 1 + the squared coefficient of variation, the ratio of units to effective units. */
    double concentration(int column) {
        return units * products[column][column] / (sums[column] * sums[column]);
    }

    private boolean isConstant(int column) {
        return centred(column, column) <= ROUNDING * products[column][column];
    }

    private double centred(int i, int j) {
        return products[Math.min(i, j)][Math.max(i, j)] - sums[i] * sums[j] / units;
    }

    /** Accumulates units one by one. Not thread-safe. */
    public static final class Builder {

        private final double[] sums;
        private final double[][] products;
        private long units;

        private Builder(int numbers) {
            sums = new double[numbers];
            products = new double[numbers][numbers];
        }

        /**
         * Adds a unit.
         *
         * @param covariates as many values as the builder was created for
         * @throws IllegalArgumentException if the number of covariates differs
         */
        public Builder add(double numerator, double denominator, double... covariates) {
            if (covariates.length + FIRST_COVARIATE != sums.length) {
                throw new IllegalArgumentException("Expected " + (sums.length - FIRST_COVARIATE)
                        + " covariates but got " + covariates.length + ".");
            }
            units++;
            add(NUMERATOR, numerator, numerator, denominator, covariates);
            add(DENOMINATOR, denominator, numerator, denominator, covariates);
            for (int at = 0; at < covariates.length; at++) {
                add(FIRST_COVARIATE + at, covariates[at], numerator, denominator, covariates);
            }
            return this;
        }

        private void add(int i, double value, double numerator, double denominator, double[] covariates) {
            sums[i] += value;
            double[] row = products[i];
            row[NUMERATOR] += value * numerator;
            row[DENOMINATOR] += value * denominator;
            for (int at = 0; at < covariates.length; at++) {
                row[FIRST_COVARIATE + at] += value * covariates[at];
            }
        }

        /** Returns the moments of the units added so far. The builder can be used further. */
        public Moments build() {
            return new Moments(
                    units,
                    sums.clone(),
                    Arrays.stream(products).map(double[]::clone).toArray(double[][]::new));
        }
    }
}
