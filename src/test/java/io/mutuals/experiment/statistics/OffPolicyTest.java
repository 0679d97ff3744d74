package io.mutuals.experiment.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.mutuals.SideBySide;
import io.mutuals.suggestion.strategy.Exploration;
import io.mutuals.suggestion.strategy.ExplorationDraw;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

@SideBySide
class OffPolicyTest {

    private static final Offset<Double> EXACTLY = within(1e-12);

    @Test
    void estimatesMatchTheirFormulas() {
        List<ExplorationRow> rows = List.of(
                new ExplorationRow(1, 1, 0, 0.8, 2, 0),
                new ExplorationRow(1, 0, 0, 0.8, 2, 1),
                new ExplorationRow(2, 1, 1, 0.2, 2, 1),
                new ExplorationRow(3, 0, 1, 0.2, 2, 0));
        OffPolicy estimates = estimated(rows);
        assertThat(estimates.logged().value()).isCloseTo(0.5, EXACTLY);
        assertThat(estimates.ips().value()).isCloseTo((1 / 0.8 + 1 / 0.2) / 4, EXACTLY);
        assertThat(estimates.snips().value()).isCloseTo(1, EXACTLY);
        assertThat(estimates.matches()).isEqualTo(2);
        assertThat(estimates.largestWeight()).isCloseTo(5, EXACTLY);
        assertThat(estimates.effectiveRows()).isCloseTo(6.25 * 6.25 / (1.25 * 1.25 + 25), EXACTLY);
        // Viewers contribute 1.25, 5 and 0 on 2, 1 and 1 of 4 rows.
        double ips = 6.25 / 4;
        double squares = Math.pow(1.25 - 2 * ips, 2) + Math.pow(5 - ips, 2) + ips * ips;
        assertThat(estimates.ips().standardError()).isCloseTo(Math.sqrt(squares * 3 / 2) / 4, EXACTLY);
    }

    @Test
    void ignoresPagesWithoutSupport() {
        List<ExplorationRow> rows = List.of(
                new ExplorationRow(1, 1, 0, 0.8, 3, 0),
                new ExplorationRow(2, 0, 0, 0.8, 3, 2),
                new ExplorationRow(3, 0, 2, 0.1, 3, 2),
                new ExplorationRow(4, 9, 0, 0.8, 3, 3),
                new ExplorationRow(5, 9, 0, 0.8, 3, -1));
        OffPolicy estimates = estimated(rows);
        assertThat(estimates.support()).isCloseTo(0.6, EXACTLY);
        assertThat(estimates.logged().value()).isCloseTo(1.0 / 3, EXACTLY);
        assertThat(estimates.ips().value()).isCloseTo(1.25 / 3, EXACTLY);
    }

    @Test
    void withoutExplorationOnlyAgreementHasSupport() {
        List<ExplorationRow> rows = List.of(new ExplorationRow(1, 1, 0, 1, 3, 0), new ExplorationRow(2, 0, 0, 1, 3, 1));
        assertThat(estimated(rows).support()).isEqualTo(0.5);
        assertThat(OffPolicy.of(List.of(new ExplorationRow(2, 0, 0, 1, 3, 1)), 0.05))
                .isNull();
        assertThat(OffPolicy.of(List.of(), 0.05)).isNull();
    }

    @Test
    void intervalIsUnboundedWithoutVariation() {
        List<ExplorationRow> rows =
                List.of(new ExplorationRow(1, 0, 0, 0.8, 2, 0), new ExplorationRow(2, 0, 0, 0.8, 2, 0));
        assertThat(estimated(rows).ips()).isEqualTo(new Estimate(0, 0, Interval.UNBOUNDED));
    }

    @Test
    void refusesARowWithoutPropensity() {
        assertThatThrownBy(() -> new ExplorationRow(1, 0, 0, 0, 2, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new ExplorationRow(1, 0, 0, Double.NaN, 2, 0))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void rewardModelLearnsFromOtherViewersOnly() {
        List<ExplorationRow> rows = new ArrayList<>();
        for (int viewer = 0; viewer < 500; viewer++) {
            rows.add(new ExplorationRow(viewer, 0, viewer % 2, 0.5, 2, 0));
        }
        rows.add(new ExplorationRow(777, 1_000, 0, 0.5, 2, 0));
        RewardModel model = new RewardModel(rows);
        assertThat(model.expected(777, 0)).isZero();
        assertThat(model.expected(778, 0) + model.expected(779, 0) + model.expected(780, 0))
                .isPositive();
    }

    @Test
    void rewardModelShrinksSparseIndexesTowardsTheOverallMean() {
        List<ExplorationRow> rows = new ArrayList<>();
        for (int viewer = 0; viewer < 5_000; viewer++) {
            rows.add(new ExplorationRow(viewer, viewer % 4 == 0 ? 1 : 0, 0, 0.9, 3, 0));
        }
        rows.add(new ExplorationRow(9_001, 1, 1, 0.05, 3, 0));
        RewardModel model = new RewardModel(rows);
        assertThat(model.expected(1, 0)).isCloseTo(0.25, within(0.01));
        assertThat(model.expected(1, 1)).isCloseTo((1 + 20 * 0.25) / 21, within(0.05));
        assertThat(model.expected(1, 2)).isCloseTo(0.25, within(0.01));
    }

    /** Compares with a known truth: rewards depend on the viewer and on the first candidate's original index. */
    @Test
    void allEstimatorsCoverTheTruthAndLaterOnesAreTighter() {
        int runs = 1_000;
        Exploration exploration = new Exploration(0.2, 5);
        double[] width = new double[3];
        int[] covered = new int[3];
        for (int run = 0; run < runs; run++) {
            SplittableRandom random = new SplittableRandom(run);
            List<ExplorationRow> rows = new ArrayList<>();
            for (int viewer = 0; viewer < 1_000; viewer++) {
                double eagerness = random.nextDouble();
                int pages = 1 + random.nextInt(6);
                for (int page = 0; page < pages; page++) {
                    ExplorationDraw draw = exploration.draw(20, random.nextLong());
                    int target = random.nextInt(4) == 0 ? 0 : random.nextInt(5);
                    double chance = eagerness * chance(draw.base(), target);
                    rows.add(new ExplorationRow(
                            viewer,
                            random.nextDouble() < chance ? 1 : 0,
                            draw.base(),
                            draw.propensity(),
                            draw.among(),
                            target));
                }
            }
            double truth = 0.5 * (0.5 * (0.4 * 0.2 + 0.15 * (0.16 + 0.12 + 0.08 + 0.04)) + 0.5 * 0.25);
            OffPolicy estimates = estimated(rows);
            Estimate[] all = {estimates.ips(), estimates.snips(), estimates.doublyRobust()};
            for (int at = 0; at < all.length; at++) {
                covered[at] += all[at].interval().contains(truth) ? 1 : 0;
                width[at] += Width.of(all[at].interval()) / runs;
            }
        }
        assertThat(covered[0]).as("IPS").isGreaterThanOrEqualTo(runs * 95 / 100);
        assertThat(covered[1]).as("SNIPS").isGreaterThanOrEqualTo(runs * 95 / 100);
        assertThat(covered[2]).as("doubly robust").isGreaterThanOrEqualTo(runs * 95 / 100);
        assertThat(width[1]).as("SNIPS, IPS").isLessThan(width[0]);
        assertThat(width[2]).as("doubly robust, IPS").isLessThan(width[0]);
    }

    /** Returns the reward probability: it falls with the original index and rises if the target agrees. */
    private static double chance(int base, int target) {
        return 0.5 * (0.2 - 0.04 * base) + (base == target ? 0.125 : 0);
    }

    private static OffPolicy estimated(List<ExplorationRow> rows) {
        return Objects.requireNonNull(OffPolicy.of(rows, 0.05));
    }
}
