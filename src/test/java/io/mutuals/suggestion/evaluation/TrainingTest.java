package io.mutuals.suggestion.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mutuals.SideBySide;
import io.mutuals.TakesLong;
import io.mutuals.suggestion.friendgraph.FriendGraph;
import io.mutuals.suggestion.friendgraph.LearnedModel;
import io.mutuals.suggestion.friendgraph.LearnedRanker;
import io.mutuals.suggestion.friendgraph.ModelFileException;
import io.mutuals.suggestion.friendgraph.Ranker;
import io.mutuals.suggestion.friendgraph.Rankers;
import io.mutuals.suggestion.friendgraph.Ranking;
import io.mutuals.suggestion.friendgraph.TreeEnsemble;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@SideBySide
@TakesLong
class TrainingTest {

    private static final Instant NOON = Instant.parse("2026-06-01T12:00:00Z");
    private static final TrainingOptions QUICK = new TrainingOptions(NOON, 1, 2, 600, 300, 40, 2);

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void structureThatNoClosedFormKnowsIsLearned(boolean timed) {
        Split split = Split.of(RandomGraphs.pairedGroups(3, timed));
        LearnedModel model = Training.train(split.train(), QUICK, Progress.NONE);

        assertThat(model.servingDecision()).isInstanceOf(LearnedModel.Trusted.class);
        assertThat(model.timed()).isEqualTo(timed);
        assertThat(ndcg(split, new LearnedRanker(model)))
                .isGreaterThan(1.5 * ndcg(split, Rankers.named("common-neighbours")));
    }

    @Test
    void aModelSurvivesItsFileAndADamagedFileIsRefused() throws IOException {
        Split split = Split.of(RandomGraphs.groups(4, false));
        LearnedModel model = Training.train(split.train(), QUICK, Progress.NONE);
        Path file = folder.resolve("model");
        model.write(file);
        LearnedModel read = LearnedModel.read(file);

        assertThat(read.validation()).isEqualTo(model.validation());
        assertThat(read.trainedAt()).isEqualTo(NOON);
        assertThat(read.friendships()).isEqualTo(split.train().friendships());
        Ranker before = new LearnedRanker(model);
        Ranker after = new LearnedRanker(read);
        for (int person = 0; person < 50; person++) {
            same(before.rank(split.train(), person, 30), after.rank(split.train(), person, 30));
        }

        byte[] bytes = Files.readAllBytes(file);
        refused(Arrays.copyOf(bytes, bytes.length - 1), "cut short");
        refused(Arrays.copyOf(bytes, 20), "cut short");
        refused(new byte[0], "no model file");
        refused("a,b\n1,2\n".getBytes(StandardCharsets.US_ASCII), "no model file");
        byte[] later = bytes.clone();
        later[15]++;
        refused(later, "version 2");
        byte[] damaged = bytes.clone();
        damaged[bytes.length / 2] ^= 4;
        refused(damaged, "damaged");
    }

    @Test
    void theSameSeedGivesTheSameModelWhateverTheThreads() throws IOException {
        FriendGraph graph = RandomGraphs.groups(5, false).graph();
        TrainingOptions alone = new TrainingOptions(NOON, 1, 1, 600, 300, 40, 2);
        assertThat(bytes(Training.train(graph, alone, Progress.NONE)))
                .isEqualTo(bytes(Training.train(graph, QUICK, Progress.NONE)));
    }

    @Test
    void friendshipsThatAreHeldOutDoNotChangeTheModel() throws IOException {
        List<TimedFriendship> edges =
                new ArrayList<>(RandomGraphs.groups(6, true).edges());
        Split split = Split.byTime(EdgeList.of(edges));
        List<TimedFriendship> others =
                new ArrayList<>(EdgeList.of(split.train()).edges());
        for (int at = 0; others.size() < edges.size(); at++) {
            // Between the first two groups, where the friendships are few.
            long one = at % 20;
            long other = 20L + at / 20;
            if (!split.train()
                    .areFriends(split.train().person(one), split.train().person(other))) {
                others.add(new TimedFriendship(one, other, 9_000_000 + at, 9_000_000 + at));
            }
        }
        Split other = Split.byTime(EdgeList.of(others));
        assertThat(bytes(Training.train(other.train(), QUICK, Progress.NONE)))
                .isEqualTo(bytes(Training.train(split.train(), QUICK, Progress.NONE)));
    }

    @Test
    void graphsTooSmallOrTooPlainToLearnFromFallBack() {
        FriendGraph.Builder star = new FriendGraph.Builder();
        FriendGraph.Builder pairs = new FriendGraph.Builder();
        for (int at = 1; at <= 40; at++) {
            star.friendship(0, at, 0);
            pairs.friendship(2L * at, 2L * at + 1, 5);
        }
        for (FriendGraph graph : List.of(
                new FriendGraph.Builder().build(),
                new FriendGraph.Builder().person(1).build(),
                new FriendGraph.Builder().friendship(1, 2, 0).build(),
                star.build(),
                pairs.build())) {
            LearnedModel model = Training.train(graph, QUICK, Progress.NONE);
            LearnedRanker ranker = new LearnedRanker(model);
            ranker.prepare(graph);
            assertThat(model.servingDecision().reason()).isNotBlank();
            for (int person = 0; person < graph.people(); person++) {
                for (int ranked : ranker.rank(graph, person, 10).people()) {
                    assertThat(graph.areFriends(person, ranked)).isFalse();
                    assertThat(ranked).isNotEqualTo(person);
                }
            }
        }
    }

    @Test
    void aModelThatIsNoBetterThanAClosedFormLeavesTheRankingToIt() {
        FriendGraph graph = RandomGraphs.groups(7, false).graph();
        LearnedModel.Validation worse = new LearnedModel.Validation(500, 0.2, 0.2, "resource-allocation", 0.3, 0.3);
        TreeEnsemble.Builder one = new TreeEnsemble.Builder();
        one.leaf(one.tree(), 1);
        LearnedModel model = new LearnedModel(NOON, 10, 10, false, worse, one.build());

        assertThat(model.servingDecision())
                .isInstanceOfSatisfying(
                        LearnedModel.Fallback.class,
                        fallenBack -> assertThat(fallenBack.closedForm()).isEqualTo("resource-allocation"));
        same(
                new LearnedRanker(model).rank(graph, 3, 20),
                Rankers.named("resource-allocation").rank(graph, 3, 20));
    }

    private static double ndcg(Split split, Ranker ranker) {
        return SplitMeasures.mean(split, ranker).ndcg();
    }

    private static void same(Ranking one, Ranking other) {
        assertThat(one.people()).isEqualTo(other.people());
        assertThat(one.scores()).isEqualTo(other.scores());
    }

    private void refused(byte[] bytes, String reason) throws IOException {
        Path file = Files.write(folder.resolve("wrong"), bytes);
        assertThatThrownBy(() -> LearnedModel.read(file))
                .isInstanceOf(ModelFileException.class)
                .hasMessageContaining(reason)
                .hasMessageContaining("Train a new one");
    }

    private byte[] bytes(LearnedModel model) throws IOException {
        Path file = folder.resolve("bytes");
        model.write(file);
        return Files.readAllBytes(file);
    }
}
