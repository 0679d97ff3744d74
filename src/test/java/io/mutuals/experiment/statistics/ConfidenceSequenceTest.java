package io.mutuals.experiment.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.mutuals.SideBySide;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.apache.commons.statistics.distribution.TDistribution;
import org.junit.jupiter.api.Test;

@SideBySide
class ConfidenceSequenceTest {

    private static final double MANY = 1e9;

    private final ConfidenceSequence boundary = new ConfidenceSequence(0.05, 2_000);

    @Test
    void matchesThePublishedFormulaForLargeSamples() {
        double rho = Math.sqrt((-2 * Math.log(0.05) + Math.log(-2 * Math.log(0.05) + 1)) / 2_000);
        for (double n : new double[] {200, 2_000, 50_000}) {
            double growth = n * rho * rho;
            double published = Math.sqrt(2 * (growth + 1) / growth * Math.log(Math.sqrt(growth + 1) / 0.05));
            assertThat(boundary.reach(n, MANY)).as("%s units", n).isCloseTo(published, within(1e-6));
        }
    }

    @Test
    void isTightestWhereTunedAndNeverTighterThanAFixedHorizon() {
        double tuned = boundary.reach(2_000, MANY);
        assertThat(tuned / 1.96).isCloseTo(1.55, within(0.005));
        for (double n = 20; n < 10_000_000; n *= 2) {
            assertThat(boundary.reach(n, MANY)).isGreaterThanOrEqualTo(tuned - 0.001);
        }
        assertThat(boundary.reach(200, MANY) / tuned).isCloseTo(1.27, within(0.01));
        assertThat(boundary.reach(20_000, MANY) / tuned).isCloseTo(1.07, within(0.01));
    }

    @Test
    void isWiderWhenTheStandardErrorIsUncertain() {
        assertThat(boundary.reach(2_000, 20)).isGreaterThan(1.1 * boundary.reach(2_000, MANY));
    }

    @Test
    void pValueIsBelowAlphaJustBeyondTheBoundary() {
        for (double n : new double[] {50, 2_000, 1_000_000}) {
            for (double degrees : new double[] {10, 100, MANY}) {
                double reach = boundary.reach(n, degrees);
                assertThat(pValue(reach, n, degrees)).isCloseTo(0.05, within(1e-6));
                assertThat(pValue(-1.01 * reach, n, degrees)).isLessThan(0.05);
                assertThat(pValue(0.99 * reach, n, degrees)).isGreaterThan(0.05);
            }
        }
        assertThat(pValue(0, 2_000, MANY)).isEqualTo(1);
        assertThat(pValue(1e9, 2_000, MANY)).isZero();
    }

    /**
     * Inverts the boundary: the smallest alpha at which the mixture of likelihood ratios reaches 1 / alpha, at most 1.
     */
    private double pValue(double errors, double units, double degreesOfFreedom) {
        double evidence = -2 * Math.log(boundary.alpha());
        double growth = units * (evidence + Math.log1p(evidence)) / boundary.tunedAt();
        double tail = TDistribution.of(degreesOfFreedom).survivalProbability(Math.abs(errors));
        if (tail == 0) {
            return 0;
        }
        double normal = NormalDistribution.of(0, 1).inverseSurvivalProbability(Math.min(tail, 0.5));
        return Math.min(1, Math.exp(0.5 * (Math.log1p(growth) - normal * normal * growth / (growth + 1))));
    }

    @Test
    void isInfiniteForTinySamples() {
        assertThat(new ConfidenceSequence(0.05, 1_000_000_000).reach(40, 38)).isGreaterThan(1_000);
        assertThat(Interval.around(3, new ConfidenceSequence(0.05, 1_000_000_000).reach(1, 38)))
                .isEqualTo(Interval.UNBOUNDED);
    }
}
