package io.mutuals.experiment.statistics;

import java.util.Arrays;

/**
 * All that a comparison needs of the units of one variant: how many they are, the sums of their numbers, and the sums of all products of two.
 *
 * <p>A unit is what was randomised, a person or a cluster of people. Its numbers are, in this order, the numerator of the metric, the
 * denominator (1 where the metric is a mean per unit), and covariates: numbers that the experiment cannot have changed, such as the numerator
 * before it. Sums of disjoint units add up. Immutable.
 *
 * <p>Sums of products lose digits when a number varies by less than a millionth of its size; one that varies by less counts as constant.
 */
public final class Moments {

    static final int NUMERATOR = 0;
    static final int DENOMINATOR = 1;
    static final int FIRST_COVARIATE = 2;

    /** What is left of a sum of squares after rounding may be noise of this part of it. */
    private static final double ROUNDING = 1e-12;

    private final long units;
    private final double[] sums;
    private final double[][] products;

    private Moments(long units, double[] sums, double[][] products) {
        this.units = units;
        this.sums = sums;
        this.products = products;
    }

    /** Sums that begin at 0. */
    public static Builder builder(int covariates) {
        return new Builder(covariates + FIRST_COVARIATE);
    }

    /** These units and those of {@code other}, which must have as many covariates. */
    public Moments plus(Moments other) {
        if (other.sums.length != sums.length) {
            throw new IllegalArgumentException(
                    "Moments with " + covariates() + " covariates cannot be added to such with " + other.covariates());
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

    public long units() {
        return units;
    }

    public int covariates() {
        return sums.length - FIRST_COVARIATE;
    }

    double sum(int number) {
        return sums[number];
    }

    double mean(int number) {
        return sums[number] / units;
    }

    /** The sum over units of (number i - its mean) times (number j - its mean); exactly 0 where either is constant. */
    double scatter(int i, int j) {
        if (isConstant(i) || isConstant(j)) {
            return 0;
        }
        return centred(i, j);
    }

    /** 1 + the coefficient of variation squared: how many units there are for each that would be as good if all counted as much. */
    double concentration(int number) {
        return units * products[number][number] / (sums[number] * sums[number]);
    }

    private boolean isConstant(int number) {
        return centred(number, number) <= ROUNDING * products[number][number];
    }

    private double centred(int i, int j) {
        return products[Math.min(i, j)][Math.max(i, j)] - sums[i] * sums[j] / units;
    }

    /** Adds up units one by one. Not thread-safe. */
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
         * @param covariates as many as the builder was made for
         */
        public Builder add(double numerator, double denominator, double... covariates) {
            if (covariates.length + FIRST_COVARIATE != sums.length) {
                throw new IllegalArgumentException("A unit must have " + (sums.length - FIRST_COVARIATE)
                        + " covariates, and has " + covariates.length + ".");
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

        public Moments build() {
            return new Moments(
                    units,
                    sums.clone(),
                    Arrays.stream(products).map(double[]::clone).toArray(double[][]::new));
        }
    }
}
