package io.mutuals.bench;

import io.mutuals.suggestion.friendgraph.FriendGraph;
import io.mutuals.suggestion.friendgraph.LiveFriendGraph;
import io.mutuals.suggestion.friendgraph.Ranking;
import io.mutuals.suggestion.friendgraph.SkewedGraph;
import io.mutuals.suggestion.friendgraph.TwoHopRanker;
import io.mutuals.suggestion.friendgraph.TwoHopScore;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/**
 * Measures the time to rank the best 20 friends of friends of a person, on a graph with many changes since it was
 * loaded, and the time of {@link PlainRows} on the same graph.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class RankingKernel {

    private static final int PLACES = 20;
    private static final int HUB_LIMIT = 1_000;

    @Param({"10000", "100000"})
    private int people;

    private FriendGraph graph = new FriendGraph.Builder().build();
    private PlainRows plain = new PlainRows(graph);
    private int[] order = new int[0];
    private int next;
    private final TwoHopRanker adamicAdar =
            TwoHopRanker.by(TwoHopScore.ADAMIC_ADAR).withHubLimit(HUB_LIMIT).withLoneFriendLimit(10);
    private final TwoHopRanker commonNeighbours =
            TwoHopRanker.by(TwoHopScore.COMMON_NEIGHBOURS).withHubLimit(HUB_LIMIT);
    private final TwoHopRanker unlimited = TwoHopRanker.by(TwoHopScore.ADAMIC_ADAR);
    private final TwoHopRanker jaccard = TwoHopRanker.by(TwoHopScore.JACCARD).withHubLimit(HUB_LIMIT);

    /** Builds and changes the graph, and copies it into plain rows. */
    @Setup
    public void generate() {
        Random random = new Random(11);
        LiveFriendGraph live = new LiveFriendGraph(SkewedGraph.of(people, 42, 1), Runnable::run);
        for (int change = 0; change < people / 10; change++) {
            live.formed(1 + random.nextInt(people), 1 + random.nextInt(people), 1_700_000_000);
        }
        graph = live.current();
        plain = new PlainRows(graph);
        order = random.ints(1 << 14, 0, people).toArray();
    }

    @Benchmark
    public Ranking adamicAdar() {
        return adamicAdar.rank(graph, user(), PLACES);
    }

    @Benchmark
    public Ranking adamicAdarWithoutLimits() {
        return unlimited.rank(graph, user(), PLACES);
    }

    @Benchmark
    public Ranking commonNeighbours() {
        return commonNeighbours.rank(graph, user(), PLACES);
    }

    @Benchmark
    public Ranking jaccard() {
        return jaccard.rank(graph, user(), PLACES);
    }

    @Benchmark
    public int[] plainAdamicAdar() {
        return plain.adamicAdar(user(), PLACES);
    }

    @Benchmark
    public int[] plainCommonNeighbours() {
        return plain.commonNeighbours(user(), PLACES);
    }

    private int user() {
        return order[next++ & (order.length - 1)];
    }

    /** Measures, and prints the figures with their ratios; {@code docs/measuring.md} says how to run it. */
    public static void main(String[] arguments) throws RunnerException {
        var options =
                new OptionsBuilder().include(RankingKernel.class.getName()).build();
        System.out.print(KernelRatios.of(new Runner(options).run()));
    }
}
