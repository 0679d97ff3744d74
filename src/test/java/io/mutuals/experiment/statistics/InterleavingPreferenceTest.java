package io.mutuals.experiment.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.mutuals.SideBySide;
import io.mutuals.TakesLong;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

@SideBySide
@TakesLong
class InterleavingPreferenceTest {

    @Test
    void eachViewerWhoGaveCreditHasOneVote() {
        InterleavingPreference preference = of(new double[] {3, 1, 0, 2, 0, 9}, new double[] {1, 1, 1, 0, 0, 0});
        assertThat(preference.votes().wins()).isEqualTo(3);
        assertThat(preference.votes().losses()).isEqualTo(1);
        assertThat(preference.votes().ties()).isEqualTo(1);
        assertThat(preference.votes().value()).isCloseTo(0.4, within(1e-12));
    }

    @Test
    void signTestIsExact() {
        // P(7 or more, or 1 or fewer, heads among 8) = 2 x 9 / 256.
        InterleavingPreference preference =
                of(new double[] {1, 1, 1, 1, 1, 1, 1, 0, 1}, new double[] {0, 0, 0, 0, 0, 0, 0, 1, 1});
        assertThat(preference.signPValue()).isCloseTo(18.0 / 256, within(1e-9));
        // With unit differences, the sign flips are the same coin tosses.
        assertThat(preference.permutationPValue()).isCloseTo(18.0 / 256, within(0.011));
    }

    @Test
    void permutationTestWeighsTheAmountOfCredit() {
        // Sums over all 8 sign assignments of 4, 1 and 1: |sum| is 6 twice, 4 four times and 2 twice.
        InterleavingPreference preference = of(new double[] {4, 0, 1}, new double[] {0, 1, 0});
        assertThat(preference.permutationPValue()).isCloseTo(6.0 / 8, within(0.02));
        InterleavingPreference all = of(new double[] {4, 1, 1}, new double[3]);
        assertThat(all.permutationPValue()).isCloseTo(2.0 / 8, within(0.02));
    }

    @Test
    void swappingTheRankingsReversesThePreference() {
        double[] a = {3, 1, 0, 2, 0, 9};
        double[] b = {1, 1, 1, 0, 0, 0};
        InterleavingPreference one = of(a, b);
        InterleavingPreference other = of(b, a);
        assertThat(other.votes().value()).isEqualTo(-one.votes().value());
        assertThat(other.interval().low()).isCloseTo(-one.interval().high(), within(1e-12));
        assertThat(other.signPValue()).isCloseTo(one.signPValue(), within(1e-12));
        assertThat(other.permutationPValue()).isEqualTo(one.permutationPValue());
    }

    @Test
    void fewUnanimousVotesAreNotCertainty() {
        double[] all = {1, 1, 1, 1, 1, 1};
        InterleavingPreference few = of(all, new double[6]);
        assertThat(few.votes().value()).isEqualTo(1);
        assertThat(few.interval().low()).isLessThan(0.7);
        assertThat(few.alwaysValid()).isNull();
        double[] enough = new double[InterleavingVotes.MIN_VOTES];
        Arrays.fill(enough, 1);
        assertThat(of(enough, new double[enough.length]).alwaysValid()).isNotNull();
        double[] tooFew = Arrays.copyOf(enough, enough.length - 1);
        assertThat(of(tooFew, new double[tooFew.length]).alwaysValid()).isNull();
    }

    @Test
    void noPreferenceWithoutVotes() {
        InterleavingPreference preference = of(new double[3], new double[3]);
        assertThat(preference)
                .isEqualTo(new InterleavingPreference(new InterleavingVotes(0, 0, 0), new Interval(-1, 1), null, 1, 1));
    }

    @Test
    void sameSeedGivesTheSameResult() {
        double[] a = {4, 2, 1, 2, 5};
        double[] b = {1, 3, 2, 0, 0};
        assertThat(of(a, b)).isEqualTo(of(a, b));
        assertThat(InterleavingPreference.of(a, b, 0.05, 2).permutationPValue())
                .isNotEqualTo(of(a, b).permutationPValue());
    }

    @Test
    void equalRankingsCheckedDailyDifferInAtMostAlphaOfExperimentsAndTheTruthIsCovered() {
        int runs = 1_000;
        int wrong = 0;
        int covered = 0;
        for (int run = 0; run < runs; run++) {
            SplittableRandom random = new SplittableRandom(run);
            double[] a = new double[600];
            double[] b = new double[600];
            boolean apart = false;
            for (int day = 1; day <= 20; day++) {
                for (int viewer = 0; viewer < 30 * day; viewer++) {
                    // Some viewers give far more credit than others.
                    double rate = viewer % 7 == 0 ? 0.5 : 0.05;
                    a[viewer] += Population.poisson(rate, random);
                    b[viewer] += Population.poisson(rate, random);
                }
                InterleavingVotes votes = InterleavingVotes.of(a, b);
                Interval always = votes.alwaysValid(0.05);
                apart |= always != null && !always.contains(0);
                covered += day == 20 && votes.interval(0.05).contains(0) ? 1 : 0;
            }
            wrong += apart ? 1 : 0;
        }
        assertThat(wrong).isLessThanOrEqualTo(runs / 20);
        assertThat(covered).isBetween(930, 970);
    }

    private static InterleavingPreference of(double[] a, double[] b) {
        return InterleavingPreference.of(a, b, 0.05, 1);
    }
}
