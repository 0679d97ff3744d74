package io.mutuals.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.mutuals.Api;
import io.mutuals.MutualsTest;
import io.mutuals.TestServices;
import io.mutuals.World;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.logging.LoggingSystem;
import tools.jackson.databind.JsonNode;

/** The command from its arguments to its exit code, on a small graph. */
@MutualsTest
class SimulateCommandTest {

    /** Two towns, in which people know the three next to them on either side. */
    private static final int TOWN = 14;

    private static final String EXPERIMENT = """
            { experiment(key: "simulated") { state audit { action } results {
              variants { people funnel { impressions requestsSent } } } } }""";

    private final CommandRun run = new CommandRun();
    private final Api api;
    private final World world;

    SimulateCommandTest(Api api, World world) {
        this.api = api;
        this.world = world;
    }

    @BeforeEach
    void twoTowns() {
        world.clear();
        int video = 1;
        for (String town : List.of("a", "b")) {
            for (int number = 0; number < TOWN; number++) {
                for (int next = 1; next <= 3; next++) {
                    world.friends(town + number, town + (number + next) % TOWN);
                }
                world.video(video++, town + number, "Rain");
            }
        }
        world.people("lab");
    }

    @AfterEach
    void empty() {
        world.clear();
    }

    /** A command opens the application with the logs of its framework off, which would last in this process. */
    @AfterAll
    static void logAsBefore() {
        LoggingSystem.get(SimulateCommandTest.class.getClassLoader()).setLogLevel("org.springframework", null);
    }

    @Test
    void aDraftIsStartedAndLivedThroughAndTheSameSeedBringsTheSamePeopleOnTheSameDays() {
        draft();
        simulate();
        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out()).contains("control: ", "plain: ", "requests sent").doesNotContain("Exception");

        JsonNode experiment = experiment();
        assertThat(experiment.get("state").asString()).isEqualTo("RUNNING");
        assertThat(experiment.at("/audit/0/action").asString()).isEqualTo("STARTED");
        assertThat(sum(experiment, "/people")).isGreaterThan(TOWN);
        assertThat(sum(experiment, "/funnel/impressions")).isGreaterThan(sum(experiment, "/people"));
        assertThat(sum(experiment, "/funnel/requestsSent")).isPositive();
        List<Object> came = came();

        // A key that there is not: the command makes the experiment, whose hash is the same.
        twoTowns();
        simulate();
        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out()).contains("control: ", "treatment: ");
        assertThat(experiment().get("state").asString()).isEqualTo("RUNNING");
        assertThat(came()).isEqualTo(came).hasSizeGreaterThan(TOWN);

        api.as("lab", "experimenter").data("""
                mutation { stopExperiment(input: {key: "simulated"}) { experiment { state } } }""");
        long requests = requests();
        simulate();
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err())
                .startsWith("The experiment \"simulated\" is STOPPED, so nothing would be counted")
                .hasLineCount(1);
        assertThat(requests()).isEqualTo(requests);
    }

    private void draft() {
        JsonNode created = api.as("lab", "experimenter").data("""
                mutation { createExperiment(input: {
                  key: "simulated"
                  hypothesis: "Friends of friends alone bring as many friends."
                  variants: [{key: "control", strategy: "people-you-may-know"}, {key: "plain", strategy: "friends-of-friends"}]
                }) { experiment { state } userErrors { message } } }""").get("createExperiment");
        assertThat(created.at("/experiment/state").asString()).isEqualTo("DRAFT");
    }

    private void simulate() {
        List<String> arguments = new ArrayList<>(
                List.of("simulate", "--experiment", "simulated", "--people", "24", "--days", "3", "--seed", "7"));
        Map<String, Object> settings = TestServices.settings();
        // The command sets these itself.
        settings.keySet().removeAll(List.of("mutuals.suggestion.graph.enabled", "mutuals.suggestion.warm-every"));
        settings.forEach((name, value) -> arguments.add("--" + name + "=" + value));
        run.of(arguments.toArray());
    }

    private JsonNode experiment() {
        return api.as("lab", "experimenter").data(EXPERIMENT).get("experiment");
    }

    private static int sum(JsonNode experiment, String pointer) {
        return IntStream.range(0, 2)
                .map(variant ->
                        experiment.at("/results/variants/" + variant + pointer).asInt())
                .sum();
    }

    /** Who opened the page on which day, and in which variant. */
    private List<Object> came() {
        return world.values(
                "MATCH (e:Exposure) RETURN e.viewer + ' ' + e.day + ' ' + e.variant ORDER BY e.viewer, e.day");
    }

    private long requests() {
        return (Long) world.values("MATCH (:User)-[r:REQUESTED|FRIENDS_WITH]->(:User) RETURN count(r)")
                .getFirst();
    }
}
