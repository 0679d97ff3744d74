package io.mutuals.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import io.mutuals.Api;
import io.mutuals.GuideExamples;
import io.mutuals.LocalTokens;
import io.mutuals.MutualsTest;
import io.mutuals.World;
import io.mutuals.experiment.running.RunningExperiments;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Runs the examples of docs/experiments.md from top to bottom. */
@MutualsTest
class ExperimentsGuideTest {

    private final Api api;
    private final World world;
    private final RunningExperiments running;

    ExperimentsGuideTest(Api api, World world, RunningExperiments running) {
        this.api = api;
        this.world = world;
        this.running = running;
    }

    @BeforeEach
    void given() {
        world.clear();
        running.refresh();
        world.friends("ada", "ben", "cleo").friends("dora", "ben", "cleo");
    }

    @AfterEach
    void end() {
        world.clear();
        running.refresh();
    }

    @Test
    void theExamplesOfTheGuideWork() {
        List<JsonNode> answers = GuideExamples.run(
                api,
                LocalTokens.mint(world.number("ada"), "experimenter"),
                GuideExamples.of(Path.of("docs", "experiments.md")),
                Map.of());

        assertThat(answers).hasSizeGreaterThanOrEqualTo(4);
        assertThat(answers.get(0)
                        .at("/strategies")
                        .valueStream()
                        .map(strategy -> strategy.get("name").asString()))
                .contains("people-you-may-know", "friends-of-friends");
        assertThat(answers.get(1).at("/createExperiment/experiment/state").asString())
                .isEqualTo("DRAFT");
        assertThat(answers.get(2).at("/startExperiment/experiment/state").asString())
                .isEqualTo("RUNNING");
        assertThat(answers.get(3).at("/experiment/results/variants")).hasSize(2);
    }
}
