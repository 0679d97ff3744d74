package io.mutuals.suggestion.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.mutuals.SideBySide;
import io.mutuals.suggestion.evaluation.EvaluationResult.Setup;
import io.mutuals.suggestion.evaluation.EvaluationResult.StrategyResult;
import io.mutuals.suggestion.friendgraph.Rankers;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.zip.CRC32;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Compares the figures of every closed form with an independent implementation of the protocol on sets and matrices.
 */
@SideBySide
class FiguresTest {

    private static final int PEOPLE = 200;

    @TempDir
    Path folder;

    /** Two people, the smaller id first. */
    private record Pair(int one, int other) {}

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void areThoseOfTheProtocol(boolean timed) throws IOException {
        String text = SmallWorldGraph.text(PEOPLE, timed);
        Path file = Files.writeString(folder.resolve("edges.csv"), text);
        Split split = Split.of(EdgeFile.read(file));
        assertThat(split.byTime()).isEqualTo(timed);
        EvaluationResult result = new Evaluation(
                        split, "made up", "none", new Setup("adamic-adar", 100, 100, 1, Instant.EPOCH, "test"))
                .run(
                        Rankers.names().stream()
                                .map(Rankers::named)
                                .map(Entrant::untrained)
                                .toList(),
                        Progress.NONE);

        List<Pair> pairs = pairs(text);
        Set<Pair> heldOut = timed
                ? new HashSet<>(pairs.subList(pairs.size() * 85 / 100, pairs.size()))
                : new HashSet<>(pairs.stream().filter(FiguresTest::isDivisible).toList());
        double[][] train = new double[PEOPLE][PEOPLE];
        pairs.stream().filter(pair -> !heldOut.contains(pair)).forEach(pair -> {
            train[pair.one][pair.other] = 1;
            train[pair.other][pair.one] = 1;
        });
        Set<Integer> known = new TreeSet<>();
        IntStream.range(0, PEOPLE)
                .filter(person -> Arrays.stream(train[person]).sum() > 0)
                .forEach(known::add);
        Map<Integer, Set<Integer>> sought = new TreeMap<>();
        heldOut.stream()
                .filter(pair -> known.contains(pair.one) && known.contains(pair.other))
                .forEach(pair -> {
                    sought.computeIfAbsent(pair.one, made -> new HashSet<>()).add(pair.other);
                    sought.computeIfAbsent(pair.other, made -> new HashSet<>()).add(pair.one);
                });
        assertThat(sought).hasSizeGreaterThan(50);
        ClosedForms definitions = new ClosedForms(train);
        for (StrategyResult strategy : result.strategies()) {
            double[] means = new double[4];
            sought.forEach((user, friends) -> {
                double[] scores = definitions.scores(strategy.name(), user);
                double[] of = measures(definitions.ranking(scores, user, 100), friends);
                IntStream.range(0, 4).forEach(at -> means[at] += of[at] / sought.size());
            });
            check(strategy, Measure.NDCG, means[0]);
            check(strategy, Measure.RECALL, means[1]);
            check(strategy, Measure.MRR, means[2]);
            check(strategy, Measure.HIT, means[3]);
        }
    }

    private static void check(StrategyResult strategy, Measure measure, double expected) {
        assertThat(strategy.quality(measure).mean())
                .as("%s of %s", measure, strategy.name())
                .isPositive()
                .isCloseTo(expected, within(1e-9));
    }

    /** NDCG@10, Recall@10, MRR@100, Hit@10. */
    private static double[] measures(int[] ranking, Set<Integer> friends) {
        double gain = 0;
        double ideal = 0;
        double found = 0;
        double reciprocal = 0;
        for (int place = 1; place <= ranking.length; place++) {
            boolean hit = friends.contains(ranking[place - 1]);
            gain += hit && place <= 10 ? Math.log(2) / Math.log(place + 1) : 0;
            found += hit && place <= 10 ? 1 : 0;
            reciprocal = hit && reciprocal == 0 ? 1.0 / place : reciprocal;
        }
        for (int place = 1; place <= Math.min(10, friends.size()); place++) {
            ideal += Math.log(2) / Math.log(place + 1);
        }
        return new double[] {gain / ideal, found / friends.size(), reciprocal, Math.min(found, 1)};
    }

    /** Returns all pairs by time, then by ids. */
    private static List<Pair> pairs(String text) {
        Map<Pair, Long> times = new TreeMap<>(Comparator.comparingInt(Pair::one).thenComparingInt(Pair::other));
        text.lines().map(line -> line.split(",")).forEach(parts -> {
            Pair pair = new Pair(Integer.parseInt(parts[0]), Integer.parseInt(parts[1]));
            if (pair.one != pair.other) {
                times.merge(pair, parts.length > 2 ? Long.parseLong(parts[2]) : 0, Math::min);
            }
        });
        return times.entrySet().stream()
                .sorted(Map.Entry.comparingByValue())
                .map(Map.Entry::getKey)
                .toList();
    }

    private static boolean isDivisible(Pair pair) {
        CRC32 crc = new CRC32();
        crc.update((pair.one + ":" + pair.other).getBytes(StandardCharsets.US_ASCII));
        return crc.getValue() % 10 == 0;
    }
}
