package io.mutuals.experiment.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.mutuals.SideBySide;
import io.mutuals.experiment.statistics.ComparisonResult.InsufficientData;
import io.mutuals.experiment.statistics.ComparisonResult.Reason;
import java.util.Arrays;
import java.util.Objects;
import java.util.SplittableRandom;
import org.apache.commons.statistics.inference.TTest;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

@SideBySide
class ComparisonTest {

    private static final Offset<Double> EXACTLY = within(1e-9);

    private final Comparison comparison = new Comparison(0.05);
    private final SplittableRandom random = new SplittableRandom(11);

    @Test
    void equalsWelchsTestForSmallVariationOrLargeSamples() {
        assertWelch(gaussian(40, 1_000, 1), gaussian(45, 1_001, 1.1), 0.03);
        assertWelch(gaussian(9_000, 10, 4), gaussian(4_000, 10.05, 7), 0.005);
    }

    private void assertWelch(double[] control, double[] treatment, double tolerance) {
        TTest.Result welch = TTest.withDefaults().test(treatment, control);
        Effect effect = effect(means(control), means(treatment));
        assertThat(effect.difference() / effect.standardError())
                .isCloseTo(welch.getStatistic(), within(tolerance * Math.abs(welch.getStatistic())));
        assertThat(effect.pValue()).isCloseTo(welch.getPValue(), within(tolerance));
        assertThat(effect.difference()).isCloseTo(effect.treatment() - effect.control(), EXACTLY);
        assertThat(effect.interval().contains(0)).isEqualTo(effect.pValue() > 0.05);
    }

    @Test
    void variantWithoutAnyEventIsNotTakenForCertain() {
        double[] many = new double[2_000];
        Arrays.fill(many, 0, 60, 1);
        Effect effect = effect(means(many), means(new double[40]));
        // With 3 % of ones, none among 40 units is unremarkable.
        assertThat(effect.pValue()).isGreaterThan(0.2);
        assertThat(effect.alwaysValid()).isEqualTo(Interval.UNBOUNDED);
    }

    @Test
    void comparesRatiosByTheDeltaMethod() {
        double[][] units = {{1, 4}, {0, 2}, {3, 3}, {2, 9}, {1, 1}, {0, 5}};
        double rate = 7.0 / 24;
        double variance = 0;
        for (double[] unit : units) {
            double counts = (unit[0] - rate * unit[1]) / 4;
            variance += counts * counts / 5 / 6;
        }

        Effect effect = effect(of(units), of(units));

        assertThat(effect.control()).isCloseTo(rate, EXACTLY);
        assertThat(effect.standardError()).isCloseTo(Math.sqrt(2 * variance), EXACTLY);
        assertThat(effect.difference()).isZero();
        assertThat(effect.pValue()).isEqualTo(1);
    }

    @Test
    void covariateRemovesChanceImbalance() {
        Moments.Builder control = Moments.builder(1);
        Moments.Builder treatment = Moments.builder(1);
        for (int unit = 0; unit < 500; unit++) {
            double before = random.nextGaussian();
            control.add(10 + 3 * before + random.nextGaussian(), 1, before);
            // A chance imbalance: the treatment's people were busier before the experiment.
            double busier = 0.5 + random.nextGaussian();
            treatment.add(10 + 3 * busier + random.nextGaussian(), 1, busier);
        }
        Effect effect = effect(control.build(), treatment.build());
        assertThat(effect.difference()).isBetween(-0.25, 0.25);
        assertThat(effect.removed()).isCloseTo(0.9, within(0.02));
        assertThat(effect.control()).isBetween(10.5, 11.0);
    }

    @Test
    void constantAndRepeatedCovariatesHaveNoEffect() {
        Moments.Builder[] one = {Moments.builder(1), Moments.builder(1)};
        Moments.Builder[] many = {Moments.builder(4), Moments.builder(4)};
        for (int unit = 0; unit < 200; unit++) {
            double before = random.nextInt(20);
            double after = before + random.nextInt(5);
            one[unit % 2].add(after, 1, before);
            many[unit % 2].add(after, 1, 7, before, 3 * before - 2, 0);
        }
        Effect plain = effect(one[0].build(), one[1].build());
        Effect cluttered = effect(many[0].build(), many[1].build());
        assertThat(cluttered.difference()).isCloseTo(plain.difference(), EXACTLY);
        assertThat(cluttered.removed()).isCloseTo(plain.removed(), within(0.02));
    }

    @Test
    void liftIsRelativeToTheControl() {
        Effect effect = effect(means(gaussian(4_000, 10, 1)), means(gaussian(4_000, 12, 1)));
        Effect.Lift lift = Objects.requireNonNull(effect.lift());
        assertThat(lift.value()).isCloseTo(0.2, within(0.01));
        assertThat(lift.interval().contains(lift.value())).isTrue();
        // If the control is known precisely, the interval is that of the difference divided by it.
        assertThat(Width.of(lift.interval())).isCloseTo(Width.of(effect.interval()) / 10, within(0.002));
        assertThat(Width.of(lift.alwaysValid())).isGreaterThan(Width.of(lift.interval()));
    }

    @Test
    void liftIsUnboundedIfTheControlMayBeZero() {
        Effect noisy = effect(means(gaussian(50, 0.1, 2)), means(gaussian(50, 2, 1)));
        assertThat(noisy.lift() == null || !isBounded(noisy.lift().interval())).isTrue();
        double[] some = {0, 1, 2, 3};
        assertThat(effect(means(new double[4]), means(some)).lift()).isNull();
    }

    @Test
    void alwaysValidIntervalIsUnboundedForFewEffectiveUnits() {
        // One in ten is a one: ten units per effective unit.
        Effect early = effect(ones(9, 90), ones(500, 5_000));
        assertThat(early.alwaysValid()).isEqualTo(Interval.UNBOUNDED);
        Effect later = effect(ones(11, 110), ones(500, 5_000));
        assertThat(isBounded(later.alwaysValid())).isTrue();
        assertThat(later.alwaysValid().contains(0)).isTrue();
    }

    private static boolean isBounded(Interval interval) {
        return Double.isFinite(interval.low()) && Double.isFinite(interval.high());
    }

    private static Moments ones(int ones, int units) {
        double[] values = new double[units];
        Arrays.fill(values, 0, ones, 1);
        return means(values);
    }

    @Test
    void reportsWhatIsMissingForAComparison() {
        Moments noUnits = Moments.builder(0).build();
        Moments one = means(new double[] {3});
        Moments some = means(gaussian(10, 1, 1));
        Moments idle = of(new double[][] {{0, 0}, {0, 0}, {0, 0}});
        Moments alike = means(new double[] {0.1, 0.1, 0.1, 0.1});
        assertThat(comparison.between(noUnits, some)).isEqualTo(new InsufficientData(Reason.UNITS));
        assertThat(comparison.between(some, one)).isEqualTo(new InsufficientData(Reason.UNITS));
        assertThat(comparison.between(some, idle)).isEqualTo(new InsufficientData(Reason.DENOMINATOR));
        assertThat(comparison.between(alike, alike)).isEqualTo(new InsufficientData(Reason.VARIATION));
        assertThat(comparison.between(of(new double[][] {{1, 2}, {2, 4}}), of(new double[][] {{3, 6}, {1, 2}})))
                .isEqualTo(new InsufficientData(Reason.VARIATION));
    }

    @Test
    void noResultIsEverNaN() {
        for (int run = 0; run < 3_000; run++) {
            if (comparison.between(extremeUnits(), extremeUnits()) instanceof Effect effect) {
                assertThat(new double[] {
                            effect.control(),
                            effect.treatment(),
                            effect.difference(),
                            effect.standardError(),
                            effect.pValue(),
                            effect.removed(),
                            effect.interval().low(),
                            effect.interval().high(),
                            effect.alwaysValid().low(),
                            effect.alwaysValid().high(),
                            effect.lift() == null ? 0 : effect.lift().value(),
                            effect.lift() == null ? 0 : effect.lift().interval().low(),
                            effect.lift() == null ? 0 : effect.lift().interval().high(),
                            effect.lift() == null
                                    ? 0
                                    : effect.lift().alwaysValid().low(),
                            effect.lift() == null
                                    ? 0
                                    : effect.lift().alwaysValid().high()
                        })
                        .as("%s", effect)
                        .doesNotContain(Double.NaN);
                assertThat(effect.standardError()).isPositive();
            }
        }
    }

    /** Returns few or many units with mostly equal, sometimes huge values. */
    private Moments extremeUnits() {
        Moments.Builder builder = Moments.builder(2);
        int units = random.nextInt(4) == 0 ? 40 + random.nextInt(40) : random.nextInt(6);
        double scale = Math.pow(10, random.nextInt(-6, 7));
        for (int unit = 0; unit < units; unit++) {
            double covariate = random.nextInt(2) * scale;
            builder.add(random.nextInt(2) * scale, random.nextInt(3), covariate, 2 * covariate);
        }
        return builder.build();
    }

    @Test
    void refusesAlphaAndTuningOutOfRange() {
        assertThatThrownBy(() -> new Comparison(0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Comparison(1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Comparison(0.05, 0)).isInstanceOf(IllegalArgumentException.class);
    }

    private Effect effect(Moments control, Moments treatment) {
        return (Effect) comparison.between(control, treatment);
    }

    private double[] gaussian(int units, double mean, double deviation) {
        return random.doubles(units)
                .map(_ -> mean + deviation * random.nextGaussian())
                .toArray();
    }

    private static Moments means(double[] values) {
        Moments.Builder builder = Moments.builder(0);
        for (double value : values) {
            builder.add(value, 1);
        }
        return builder.build();
    }

    private static Moments of(double[][] units) {
        Moments.Builder builder = Moments.builder(0);
        for (double[] unit : units) {
            builder.add(unit[0], unit[1]);
        }
        return builder.build();
    }
}
