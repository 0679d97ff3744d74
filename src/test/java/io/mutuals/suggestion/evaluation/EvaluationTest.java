package io.mutuals.suggestion.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.mutuals.SideBySide;
import io.mutuals.suggestion.evaluation.EvaluationResult.Setup;
import io.mutuals.suggestion.evaluation.EvaluationResult.StrategyResult;
import io.mutuals.suggestion.friendgraph.FriendGraph;
import io.mutuals.suggestion.friendgraph.Ranker;
import io.mutuals.suggestion.friendgraph.Rankers;
import io.mutuals.suggestion.friendgraph.Ranking;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

@SideBySide
class EvaluationTest {

    private static final Setup SETUP = new Setup("adamic-adar", 100, 1_000, 1, Instant.EPOCH, "test");

    private final Split split = Split.byHash(SmallWorldGraph.friendships());

    @Test
    void figuresAreMeansOverUsers() {
        EvaluationResult result = evaluate("adamic-adar", "popularity");
        for (StrategyResult strategy : result.strategies()) {
            Measures mean = SplitMeasures.mean(split, Rankers.named(strategy.name()));
            for (Measure measure : Measure.values()) {
                BootstrapInterval interval = strategy.quality(measure);
                assertThat(interval.mean()).isCloseTo(measure.of(mean), within(1e-12));
                assertThat(interval.mean()).isBetween(interval.low(), interval.high());
            }
        }
        assertThat(result.graph().users()).isEqualTo(split.users().length);
        assertThat(result.ranked().getFirst().name()).isEqualTo("adamic-adar");
    }

    @Test
    void allButSpeedIsTheSameOnEveryRun() {
        EvaluationResult one = evaluate("adamic-adar", "ppr-.5");
        EvaluationResult other = evaluate("adamic-adar", "ppr-.5");
        assertThat(other)
                .usingRecursiveComparison()
                .ignoringFields("strategies.speed")
                .isEqualTo(one);
    }

    @Test
    void differencesAreToTheBaselineAndToTheBest() {
        EvaluationResult result = evaluate("popularity", "adamic-adar");
        StrategyResult popularity = result.strategies().getFirst();
        StrategyResult adamicAdar = result.strategies().getLast();
        assertThat(adamicAdar.gain(Measure.NDCG)).isEqualTo(new BootstrapInterval(0, 0, 0));
        assertThat(adamicAdar.toBest()).isEqualTo(new BootstrapInterval(0, 0, 0));
        assertThat(popularity.toBest()).isEqualTo(popularity.gain(Measure.NDCG));
        assertThat(popularity.gain(Measure.NDCG).mean())
                .isCloseTo(
                        popularity.quality(Measure.NDCG).mean()
                                - adamicAdar.quality(Measure.NDCG).mean(),
                        within(1e-12));
    }

    @Test
    void aPerfectRankerAlwaysHitsFirstAndAnEmptyOneNever() {
        Ranker knowing = ranker("knowing", person -> split.heldOut()[user(person)]);
        Ranker silent = ranker("silent", person -> new int[0]);
        EvaluationResult result = new Evaluation(
                        split, "made up", "none", new Setup("silent", 100, 1_000, 1, Instant.EPOCH, "test"))
                .run(
                        List.of(Entrant.untrained(knowing), new Entrant(silent, null, 2.5, "says nothing")),
                        Progress.NONE);
        StrategyResult best = result.ranked().getFirst();
        assertThat(best.name()).isEqualTo("knowing");
        assertThat(best.quality(Measure.NDCG)).isEqualTo(new BootstrapInterval(1, 1, 1));
        assertThat(best.hitByPlace()).hasSize(100).containsOnly(1.0);
        assertThat(best.byDegree())
                .hasSameSizeAs(result.graph().buckets())
                .containsOnly(new BootstrapInterval(1, 1, 1));
        StrategyResult worst = result.ranked().getLast();
        assertThat(worst.hitByPlace()).hasSize(100).containsOnly(0.0);
        assertThat(worst.exposure()).isEqualTo(new Exposure(0, 0, 0));
        assertThat(worst.trainingSeconds()).isEqualTo(2.5);
        assertThat(worst.note()).isEqualTo("says nothing");
    }

    @Test
    void hitsAddUpFromPlaceToPlace() {
        StrategyResult strategy = evaluate("adamic-adar").strategies().getFirst();
        assertThat(strategy.hitByPlace()).isSorted();
        assertThat(strategy.hitByPlace().get(9))
                .isCloseTo(strategy.quality(Measure.HIT).mean(), within(1e-12));
    }

    @Test
    void aRankerThatFailsEndsTheEvaluation() {
        Ranker broken = ranker("adamic-adar", person -> {
            throw new IllegalStateException("out of order");
        });
        assertThatThrownBy(() -> new Evaluation(split, "made up", "none", SETUP)
                        .run(List.of(Entrant.untrained(broken)), Progress.NONE))
                .hasStackTraceContaining("out of order");
    }

    private EvaluationResult evaluate(String... names) {
        List<Entrant> entrants =
                Arrays.stream(names).map(Rankers::named).map(Entrant::untrained).toList();
        return new Evaluation(split, "made up", "none", SETUP).run(entrants, Progress.NONE);
    }

    private int user(int person) {
        return IntStream.range(0, split.users().length)
                .filter(at -> split.users()[at] == person)
                .findFirst()
                .orElseThrow();
    }

    private static Ranker ranker(String name, java.util.function.IntFunction<int[]> suggested) {
        return new Ranker() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public Ranking rank(FriendGraph graph, int person, int places) {
                int[] people = suggested.apply(person);
                return new Ranking(
                        people,
                        IntStream.range(0, people.length)
                                .mapToDouble(at -> 1.0 / (at + 1))
                                .toArray());
            }
        };
    }
}
