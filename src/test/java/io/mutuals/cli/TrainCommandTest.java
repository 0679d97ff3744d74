package io.mutuals.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.mutuals.SideBySide;
import io.mutuals.TakesLong;
import io.mutuals.suggestion.evaluation.SmallWorldGraph;
import io.mutuals.suggestion.friendgraph.LearnedModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.logging.LoggingSystem;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@SideBySide
@TakesLong
class TrainCommandTest {

    /** Just enough to learn from; the quality of models is tested elsewhere. */
    private static final int PEOPLE = 240;

    private static final int TREES = 10;

    private final CommandRun run = new CommandRun();

    @TempDir
    Path folder;

    /** Reading the configuration turns Spring's logs off for the whole process. */
    @AfterAll
    static void logAsBefore() {
        LoggingSystem.get(TrainCommandTest.class.getClassLoader()).setLogLevel("org.springframework", null);
    }

    @Test
    void aModelIsTrainedJudgedAndThenEvaluated() throws IOException {
        Path edges = Files.writeString(folder.resolve("edges.csv"), SmallWorldGraph.text(PEOPLE, false));
        Path model = folder.resolve("neighbours.model");
        run.of("train", "--edges", edges, "--trees", TREES, "--model", model);
        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out())
                .contains("240 people", "validation users", "learned ", "closed form", "The model is in " + model)
                .containsPattern("Serving would (use the model|fall back to [a-z.0-9-]+)\\.");
        LearnedModel trained = LearnedModel.read(model);
        assertThat(run.out()).contains(trained.servingDecision().reason());
        assertThat(trained.trees().count()).isEqualTo(3 * TREES);

        Path json = folder.resolve("figures.json");
        run.of("evaluate", "--edges", edges, "--strategies", "learned,adamic-adar", "--model", model, "--json", json);
        assertThat(run.exitCode()).as(run.err()).isZero();
        JsonNode learned = JsonMapper.shared()
                .readTree(Files.readString(json))
                .path("strategies")
                .path(0);
        assertThat(learned.path("name").asString()).isEqualTo("learned");
        assertThat(learned.path("trainingSeconds").isNull()).isTrue();
        assertThat(learned.path("note").asString())
                .isEqualTo(trained.servingDecision().reason());
    }

    @Test
    void withoutAModelOneIsTrainedOnWhatTheSplitLetsBeSeen() throws IOException {
        Path edges = Files.writeString(folder.resolve("edges.csv"), SmallWorldGraph.text(PEOPLE, true));
        Path json = folder.resolve("figures.json");
        run.of(
                "evaluate",
                "--edges",
                edges,
                "--strategies",
                "people-you-may-know,learned,popularity",
                "--trees",
                TREES,
                "--json",
                json);
        assertThat(run.exitCode()).as(run.err()).isZero();
        JsonNode strategies =
                JsonMapper.shared().readTree(Files.readString(json)).path("strategies");
        double seconds = strategies.at("/1/trainingSeconds").asDouble();
        assertThat(seconds).isPositive();
        assertThat(run.out()).contains("training s", "learned: The ");

        assertThat(strategies.at("/0/served/ranker").asString()).isEqualTo("learned");
        assertThat(strategies.at("/0/trainingSeconds").asDouble())
                .as("trained once for both")
                .isEqualTo(seconds);
        assertThat(strategies.at("/0/note").asString())
                .startsWith("Ranks friends of friends by learned as serving does; its sources ")
                .endsWith(strategies.at("/1/note").asString());
    }

    @Test
    void aGraphTooSmallToLearnFromGivesAModelThatFallsBack() throws IOException {
        Path edges = Files.writeString(folder.resolve("edges.csv"), "1,2\n2,3\n3,1\n3,4\n");
        run.of("train", "--edges", edges, "--model", folder.resolve("small.model"));
        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out()).contains("Serving would fall back to ");
    }

    @Test
    void anInvalidModelFileIsReportedInOneSentence() throws IOException {
        Path edges = Files.writeString(folder.resolve("edges.csv"), SmallWorldGraph.text(PEOPLE, false));
        Path nowhere = folder.resolve("nowhere.model");
        run.of("evaluate", "--edges", edges, "--strategies", "learned", "--model", nowhere);
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).contains("There is no model").hasLineCount(1);

        byte[] noise = new byte[300];
        Arrays.fill(noise, (byte) 7);
        run.of("evaluate", "--edges", edges, "--strategies", "learned", "--model", Files.write(nowhere, noise));
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).contains("Cannot use", "Train a new one").hasLineCount(1);
    }

    @Test
    void aModelThatCannotBeWrittenIsRefusedBeforeTheWork() throws IOException {
        Path edges = Files.writeString(folder.resolve("edges.csv"), SmallWorldGraph.text(PEOPLE, false));
        run.of("train", "--edges", edges, "--model", folder.resolve("nowhere/x.model"));
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).startsWith("There is no folder").hasLineCount(1);
        run.of("train", "--edges", edges);
        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("--model=FILE");
    }
}
