package io.mutuals.experiment.assignment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.mutuals.SideBySide;
import io.mutuals.TakesLong;
import io.mutuals.experiment.assignment.Assignment.In;
import io.mutuals.experiment.assignment.Assignment.Out;
import io.mutuals.experiment.assignment.Assignment.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.apache.commons.statistics.inference.ChiSquareTest;
import org.junit.jupiter.api.Test;

@SideBySide
@TakesLong
class AllocationTest {

    private static final int PEOPLE = 100_000;
    private static final LayerRange ALL = new LayerRange(0, 1);
    private static final Pattern VECTOR =
            Pattern.compile("\\| `([^`]+)` \\| `([^`]+)` \\| `([0-9a-f]{13})` \\| ([0-9.]+) \\|");

    @Test
    void matchesTheTestVectorsOfTheDocumentation() throws IOException {
        List<String[]> vectors = Files.readAllLines(Path.of("docs", "experiments.md")).stream()
                .map(VECTOR::matcher)
                .filter(row -> row.matches())
                .map(row -> new String[] {row.group(1), row.group(2), row.group(3), row.group(4)})
                .toList();
        assertThat(vectors).hasSizeGreaterThanOrEqualTo(5);
        for (String[] vector : vectors) {
            double position = HashPosition.of(vector[0], vector[1]);
            assertThat(position).isEqualTo(Long.parseLong(vector[2], 16) / (double) (1L << 52));
            assertThat(String.format(Locale.ROOT, "%.6f", position)).isEqualTo(vector[3]);
        }
    }

    @Test
    void variantsFollowTheWeightsWithinThreeStandardDeviations() {
        List<Integer> weights = List.of(5, 3, 2);
        int[] counts = variants(new Allocation("by-weights", "layer", ALL, 1, weights));
        for (int variant = 0; variant < weights.size(); variant++) {
            double share = weights.get(variant) / 10.0;
            double deviation = Math.sqrt(PEOPLE * share * (1 - share));
            assertThat((double) counts[variant]).isCloseTo(PEOPLE * share, within(3 * deviation));
        }
    }

    @Test
    void experimentsAreIndependent() {
        for (int pair = 0; pair < 5; pair++) {
            Allocation one = new Allocation("one-" + pair, "a", ALL, 1, List.of(1, 1));
            Allocation other = new Allocation("other-" + pair, "b", ALL, 1, List.of(1, 1, 1));
            long[][] table = new long[2][3];
            for (long person = 0; person < PEOPLE; person++) {
                table[variant(one, person)][variant(other, person)]++;
            }
            assertThat(ChiSquareTest.withDefaults().test(table).getPValue()).isGreaterThan(0.001);
        }
    }

    @Test
    void rampVariantAndLayerAreIndependent() {
        Allocation tenth = new Allocation("ramped", "layer", ALL, 0.1, List.of(1, 1));
        long[] variants = new long[2];
        Allocation part = new Allocation("ramped", "layer", new LayerRange(0.2, 0.4), 1, List.of(1, 1));
        long[] partVariants = new long[2];
        for (long person = 0; person < PEOPLE; person++) {
            if (assignment(tenth, person) instanceof In(int variant)) {
                variants[variant]++;
            }
            if (assignment(part, person) instanceof In(int variant)) {
                partVariants[variant]++;
            }
        }
        assertThat(ChiSquareTest.withDefaults().test(variants).getPValue()).isGreaterThan(0.001);
        assertThat(ChiSquareTest.withDefaults().test(partVariants).getPValue()).isGreaterThan(0.001);
        assertThat(variants[0] + variants[1]).isBetween(9_700L, 10_300L);
        assertThat(partVariants[0] + partVariants[1]).isBetween(19_600L, 20_400L);
    }

    @Test
    void enrolledUserKeepsTheVariantWhenTheRampRises() {
        Allocation before = new Allocation("sticky", "layer", ALL, 0.1, List.of(2, 1, 1));
        Allocation after = new Allocation("sticky", "layer", ALL, 0.5, List.of(2, 1, 1));
        int kept = 0;
        for (long person = 0; person < PEOPLE; person++) {
            if (assignment(before, person) instanceof In early) {
                assertThat(assignment(after, person)).isEqualTo(early);
                kept++;
            }
        }
        assertThat(kept).isBetween(9_700, 10_300);
    }

    @Test
    void experimentsOfALayerAreMutuallyExclusive() {
        Allocation one = new Allocation("left", "layer", new LayerRange(0, 0.5), 1, List.of(1, 1));
        Allocation other = new Allocation("right", "layer", new LayerRange(0.5, 1), 1, List.of(1, 1));
        for (long person = 0; person < PEOPLE; person++) {
            boolean inOne = assignment(one, person) instanceof In;
            boolean inOther = assignment(other, person) instanceof In;
            assertThat(inOne).isNotEqualTo(inOther);
        }
    }

    @Test
    void heldOutUsersAreInNoExperimentAndStayInALargerHoldout() {
        Allocation allocation = new Allocation("any", "layer", ALL, 1, List.of(1, 1));
        int held = 0;
        for (long person = 0; person < PEOPLE; person++) {
            String unit = Long.toString(person);
            if (allocation.assign(0.05, person, unit).equals(new Out(Reason.HELD_OUT))) {
                held++;
                assertThat(allocation.assign(0.1, person, unit)).isEqualTo(new Out(Reason.HELD_OUT));
            }
        }
        assertThat(held).isBetween(4_700, 5_300);
    }

    @Test
    void userWithoutClusterIsNotEnrolledAndAClusterIsAssignedTogether() {
        Allocation clusters = new Allocation("clusters", "layer", ALL, 1, List.of(1, 1));
        assertThat(clusters.assign(0, 1, null)).isEqualTo(new Out(Reason.NO_CLUSTER));
        for (long person = 1; person < 100; person++) {
            assertThat(clusters.assign(0, person, "cluster:7")).isEqualTo(clusters.assign(0, 0, "cluster:7"));
        }
    }

    private static int[] variants(Allocation allocation) {
        int[] counts = new int[allocation.weights().size()];
        for (long person = 0; person < PEOPLE; person++) {
            counts[variant(allocation, person)]++;
        }
        return counts;
    }

    private static int variant(Allocation allocation, long person) {
        return ((In) assignment(allocation, person)).variant();
    }

    private static Assignment assignment(Allocation allocation, long person) {
        return allocation.assign(0, person, Long.toString(person));
    }
}
