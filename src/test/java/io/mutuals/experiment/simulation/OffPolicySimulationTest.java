package io.mutuals.experiment.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.mutuals.SideBySide;
import io.mutuals.TakesLong;
import io.mutuals.experiment.statistics.Estimate;
import io.mutuals.experiment.statistics.ExplorationRow;
import io.mutuals.experiment.statistics.OffPolicy;
import io.mutuals.experiment.statistics.Width;
import io.mutuals.suggestion.friendgraph.FriendGraph;
import io.mutuals.suggestion.friendgraph.Ranker;
import io.mutuals.suggestion.friendgraph.Rankers;
import io.mutuals.suggestion.strategy.Exploration;
import io.mutuals.suggestion.strategy.ExplorationDraw;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * Simulates viewers who are shown a simple ranking with an explored first place for a fortnight, and estimates the
 * requests that a better ranking would have earned.
 */
@SideBySide
@TakesLong
class OffPolicySimulationTest {

    private static final int PEOPLE = 2_000;
    private static final int DAYS = 14;
    private static final int RUNS = 1_000;
    private static final int VIEWERS = 1_000;
    private static final int AMONG = 5;

    private final CircledGraph generated = CircledGraph.of(PEOPLE, 24, 1);
    private final FriendGraph graph = generated.graph();
    private final BehaviourModel model = BehaviourModel.of(graph, generated.circles(), Behaviour.usual(), 1);
    private final Exploration exploration = new Exploration(0.2, AMONG);
    private final int[][] bases = topCandidates(Rankers.named("common-neighbours"));
    private final int[][] targets = topCandidates(Rankers.named("jaccard"));

    @Test
    void allEstimatorsCoverTheTruthAndLaterOnesAreTighter() {
        int[] withSomebody = IntStream.range(0, PEOPLE)
                .filter(viewer -> bases[viewer].length > 0)
                .toArray();
        double truth = truth(withSomebody);
        int[] covered = new int[3];
        double[] width = new double[3];
        for (int run = 0; run < RUNS; run++) {
            OffPolicy estimates = Objects.requireNonNull(OffPolicy.of(log(run, withSomebody), 0.05));
            Estimate[] all = {estimates.ips(), estimates.snips(), estimates.doublyRobust()};
            for (int at = 0; at < all.length; at++) {
                covered[at] += all[at].interval().contains(truth) ? 1 : 0;
                width[at] += Width.of(all[at].interval()) / RUNS;
            }
        }
        assertThat(covered[0]).as("IPS").isGreaterThanOrEqualTo(RUNS * 95 / 100);
        assertThat(covered[1]).as("SNIPS").isGreaterThanOrEqualTo(RUNS * 95 / 100);
        assertThat(covered[2]).as("doubly robust").isGreaterThanOrEqualTo(RUNS * 95 / 100);
        assertThat(width[1]).as("SNIPS and IPS").isLessThanOrEqualTo(width[0]);
        assertThat(width[2]).as("doubly robust and IPS").isLessThanOrEqualTo(width[0]);
    }

    /** Returns the exact expected requests per page to the target's first choice, over the pages that support it. */
    private double truth(int[] viewers) {
        double sends = 0;
        double pages = 0;
        for (int viewer : viewers) {
            if (targetBase(viewer) >= 0) {
                pages += model.openChance(viewer);
                sends += model.openChance(viewer) * model.sendChance(viewer, targets[viewer][0], 0);
            }
        }
        return sends / pages;
    }

    private List<ExplorationRow> log(int run, int[] viewers) {
        SplittableRandom random = new SplittableRandom(run);
        List<ExplorationRow> rows = new ArrayList<>();
        for (int at = 0; at < VIEWERS; at++) {
            int viewer = viewers[random.nextInt(viewers.length)];
            // A viewer sampled twice gets different days.
            BehaviourModel days = model.withOutcomes((long) run * VIEWERS + at);
            for (int day = 0; day < DAYS; day++) {
                if (days.opens(viewer, day)) {
                    ExplorationDraw draw = exploration.draw(bases[viewer].length, random.nextLong());
                    boolean sends = days.sends(viewer, bases[viewer][draw.base()], 0, day);
                    rows.add(new ExplorationRow(
                            at, sends ? 1 : 0, draw.base(), draw.propensity(), draw.among(), targetBase(viewer)));
                }
            }
        }
        return rows;
    }

    private int targetBase(int viewer) {
        int[] base = bases[viewer];
        return IntStream.range(0, Math.min(AMONG, base.length))
                .filter(at -> base[at] == targets[viewer][0])
                .findFirst()
                .orElse(-1);
    }

    private int[][] topCandidates(Ranker ranker) {
        return IntStream.range(0, PEOPLE)
                .mapToObj(viewer -> ranker.rank(graph, viewer, 10).people())
                .toArray(int[][]::new);
    }
}
