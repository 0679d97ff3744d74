package io.mutuals.experiment.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.mutuals.SideBySide;
import io.mutuals.TakesLong;
import io.mutuals.experiment.statistics.Comparison;
import io.mutuals.experiment.statistics.Effect;
import io.mutuals.experiment.statistics.InterleavingPreference;
import io.mutuals.experiment.statistics.Moments;
import io.mutuals.suggestion.friendgraph.FriendGraph;
import io.mutuals.suggestion.friendgraph.Ranker;
import io.mutuals.suggestion.friendgraph.Rankers;
import io.mutuals.suggestion.friendgraph.Ranking;
import io.mutuals.suggestion.strategy.InterleavedPage;
import io.mutuals.suggestion.strategy.Team;
import io.mutuals.suggestion.strategy.TeamDraft;
import java.util.Arrays;
import java.util.Comparator;
import java.util.SplittableRandom;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * Simulates viewers who are shown two rankings for a fortnight, either split or interleaved, and send friend requests.
 */
@SideBySide
@TakesLong
class InterleavingSimulationTest {

    private static final int PEOPLE = 3_000;
    private static final int DAYS = 14;
    private static final int PAGE = 10;
    private static final int RANKED = 50;

    /** Number of simulated fortnights per viewer from which experiments are sampled. */
    private static final int FORTNIGHTS = 10;

    private static final int EXPERIMENTS = 200;

    private final CircledGraph generated = CircledGraph.of(PEOPLE, 24, 1);
    private final FriendGraph graph = generated.graph();
    private final BehaviourModel model = BehaviourModel.of(graph, generated.circles(), Behaviour.usual(), 1);
    private final Ranker good = Rankers.named("adamic-adar");
    private final long[][] best = rankings(viewer -> order(viewer, 0, 0));

    @Test
    void equalRankingsShowNoPreference() {
        // Both are perturbed equally, but differently.
        Fortnights fortnights = new Fortnights(
                rankings(viewer -> order(viewer, 0.5, 101)), rankings(viewer -> order(viewer, 0.5, 102)));
        InterleavingPreference preference =
                InterleavingPreference.of(fortnights.creditsA, fortnights.creditsB, 0.05, 1);
        assertThat(preference.votes().value()).isBetween(-0.02, 0.02);
        SplittableRandom random = new SplittableRandom(3);
        int found = 0;
        for (int experiment = 0; experiment < EXPERIMENTS; experiment++) {
            found += fortnights.interleavingFinds(500, random) ? 1 : 0;
        }
        // 5 % plus three standard errors.
        assertThat(found).isLessThanOrEqualTo((int) (EXPERIMENTS * 0.096));
    }

    @Test
    void interleavingDetectsABetterRankingWithATenthOfTheImpressionsOfASplit() {
        // The slightly perturbed ranking earns some 5 % fewer requests than the good one.
        Fortnights fortnights = new Fortnights(best, rankings(viewer -> order(viewer, 0.25, 101)));
        double gained = mean(fortnights.sentA) / mean(fortnights.sentB) - 1;
        assertThat(gained).isBetween(0.02, 0.08);
        SplittableRandom random = new SplittableRandom(3);

        int interleaved = viewersNeeded(100, viewers -> fortnights.interleavingFinds(viewers, random));
        int split = viewersNeeded(1_000, viewers -> fortnights.splitFinds(viewers, random));

        assertThat((double) split / interleaved)
                .as(
                        "%,.0f impressions interleaved, %,.0f split",
                        interleaved * fortnights.impressions, split * fortnights.impressions)
                .isGreaterThan(10);
    }

    private interface Experiment {
        boolean finds(int viewers);
    }

    /** Returns the number of viewers needed to detect the difference in 8 of 10 experiments, in steps of a fifth. */
    private static int viewersNeeded(int from, Experiment experiment) {
        for (int viewers = from; ; viewers += viewers / 5) {
            int found = 0;
            for (int run = 0; run < EXPERIMENTS; run++) {
                found += experiment.finds(viewers) ? 1 : 0;
            }
            if (found >= 0.8 * EXPERIMENTS) {
                return viewers;
            }
        }
    }

    private static double mean(double[] values) {
        return Arrays.stream(values).average().orElseThrow();
    }

    private long[][] rankings(IntFunction<long[]> ranking) {
        return IntStream.range(0, PEOPLE).mapToObj(ranking).toArray(long[][]::new);
    }

    /**
     * Returns the good ranking with log-normal noise on the scores; {@code noise} is the standard deviation of its
     * logarithm.
     */
    private long[] order(int viewer, double noise, long seed) {
        Ranking ranking = good.rank(graph, viewer, RANKED);
        KeyedRandom dice = new KeyedRandom(seed);
        double[] scores = new double[ranking.size()];
        for (int at = 0; at < scores.length; at++) {
            double normal = dice.normal(KeyedRandom.Topic.TASTE, viewer, ranking.people()[at]);
            scores[at] = Math.log(ranking.scores()[at]) + noise * normal;
        }
        return IntStream.range(0, scores.length)
                .boxed()
                .sorted(Comparator.comparingDouble(at -> -scores[at]))
                .mapToLong(at -> ranking.people()[at])
                .toArray();
    }

    /** Actions of all viewers in each fortnight when shown only A, only B, and both interleaved. */
    private final class Fortnights {

        private final double[] sentA = new double[PEOPLE * FORTNIGHTS];
        private final double[] sentB = new double[PEOPLE * FORTNIGHTS];
        private final double[] creditsA = new double[PEOPLE * FORTNIGHTS];
        private final double[] creditsB = new double[PEOPLE * FORTNIGHTS];
        private double impressions;

        Fortnights(long[][] a, long[][] b) {
            for (int at = 0; at < sentA.length; at++) {
                int viewer = at % PEOPLE;
                BehaviourModel days = model.withOutcomes(at / PEOPLE);
                sentA[at] = fortnight(days, viewer, a[viewer], b[viewer], (left, _, _) -> alone(left, Team.A))[0];
                sentB[at] = fortnight(days, viewer, a[viewer], b[viewer], (_, left, _) -> alone(left, Team.B))[1];
                double[] credits =
                        fortnight(days, viewer, a[viewer], b[viewer], InterleavingSimulationTest::interleaved);
                creditsA[at] = credits[0];
                creditsB[at] = credits[1];
                for (int day = 0; day < DAYS; day++) {
                    impressions += days.opens(viewer, day) ? (double) PAGE / sentA.length : 0;
                }
            }
        }

        boolean splitFinds(int viewers, SplittableRandom random) {
            Moments.Builder control = Moments.builder(0);
            Moments.Builder treatment = Moments.builder(0);
            for (int viewer = 0; viewer < viewers; viewer += 2) {
                control.add(sentB[random.nextInt(sentB.length)], 1);
                treatment.add(sentA[random.nextInt(sentA.length)], 1);
            }
            return new Comparison(0.05).between(control.build(), treatment.build()) instanceof Effect effect
                    && effect.interval().low() > 0;
        }

        boolean interleavingFinds(int viewers, SplittableRandom random) {
            double[] a = new double[viewers];
            double[] b = new double[viewers];
            for (int viewer = 0; viewer < viewers; viewer++) {
                int drawn = random.nextInt(creditsA.length);
                a[viewer] = creditsA[drawn];
                b[viewer] = creditsB[drawn];
            }
            return InterleavingPreference.of(a, b, 0.05, viewers).permutationPValue() < 0.05 && mean(a) > mean(b);
        }
    }

    private interface Pages {
        /** Returns the page of one day from the remaining candidates of both rankings. */
        InterleavedPage page(long[] leftA, long[] leftB, long seed);
    }

    private static InterleavedPage alone(long[] ranking, Team team) {
        Team[] teams = new Team[Math.min(PAGE, ranking.length)];
        Arrays.fill(teams, team);
        return new InterleavedPage(Arrays.copyOf(ranking, teams.length), teams);
    }

    private static InterleavedPage interleaved(long[] leftA, long[] leftB, long seed) {
        return TeamDraft.of(leftA, leftB, PAGE, seed);
    }

    /** Returns the number of requests sent to candidates credited to A and to B. */
    private static double[] fortnight(BehaviourModel days, int viewer, long[] a, long[] b, Pages pages) {
        double[] sent = new double[2];
        long[] leftA = a;
        long[] leftB = b;
        for (int day = 0; day < DAYS; day++) {
            if (!days.opens(viewer, day)) {
                continue;
            }
            InterleavedPage page = pages.page(leftA, leftB, 1_000L * viewer + day);
            for (int place = 0; place < page.size(); place++) {
                long candidate = page.people()[place];
                if (days.sends(viewer, (int) candidate, place, day)) {
                    sent[page.teams()[place] == Team.A ? 0 : 1]++;
                    leftA = without(leftA, candidate);
                    leftB = without(leftB, candidate);
                }
            }
        }
        return sent;
    }

    private static long[] without(long[] ranking, long person) {
        return Arrays.stream(ranking).filter(other -> other != person).toArray();
    }
}
