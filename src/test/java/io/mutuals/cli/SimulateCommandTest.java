package io.mutuals.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.mutuals.Api;
import io.mutuals.MutualsTest;
import io.mutuals.TakesLong;
import io.mutuals.TestServices;
import io.mutuals.World;
import java.time.Instant;
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
@TakesLong
class SimulateCommandTest {

    /** Two rings in which each person knows the three neighbours on either side. */
    private static final int TOWN = 14;

    private static final String EXPERIMENT = """
            { experiment(key: "simulated") { state audit { action at actorId isSimulated detail } results {
              variants { people funnel { impressions requestsSent } } caveats } } }""";

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

    /** A command turns Spring's logs off for the whole process. */
    @AfterAll
    static void logAsBefore() {
        LoggingSystem.get(SimulateCommandTest.class.getClassLoader()).setLogLevel("org.springframework", null);
    }

    @Test
    void aDraftIsStartedAndTheSameSeedGivesTheSameDecisions() {
        draft();
        simulate();
        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out()).contains("control: ", "plain: ", "requests sent").doesNotContain("Exception");

        JsonNode experiment = experiment();
        assertThat(experiment.get("state").asString()).isEqualTo("RUNNING");
        assertThat(experiment.at("/audit/1/action").asString()).isEqualTo("STARTED");
        assertThat(trail(experiment)).containsExactly("CREATED", "STARTED simulated", "SIMULATED simulated");
        assertThat(experiment.at("/audit/0/detail").asString())
                .isEqualTo("Generated decisions of 24 users on the last 3 days, seed 7");
        assertThat(experiment.at("/results/caveats").toString()).contains("A simulation took part");
        assertThat(sum(experiment, "/people")).isGreaterThan(TOWN);
        assertThat(sum(experiment, "/funnel/impressions")).isGreaterThan(sum(experiment, "/people"));
        assertThat(sum(experiment, "/funnel/requestsSent")).isPositive();
        List<Object> came = came();

        // With an unknown key the command creates the experiment, whose hash is the same.
        twoTowns();
        simulate();
        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out()).contains("control: ", "treatment: ");
        assertThat(experiment().get("state").asString()).isEqualTo("RUNNING");
        assertThat(came()).isEqualTo(came).hasSizeGreaterThan(TOWN);
        assertThat(trail(experiment()))
                .containsExactly("CREATED simulated", "STARTED simulated", "SIMULATED simulated");

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

    /** The strategy exists only in the server's configuration. */
    @Test
    void anExperimentWhoseStrategyTheCommandDoesNotKnowIsRefused() {
        draft();
        world.run(
                "MATCH (e:Experiment {key: 'simulated'}) SET e.variants = replace(e.variants, "
                        + "'friends-of-friends', 'only-there')",
                Map.of());
        long requests = requests();
        simulate();
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err())
                .startsWith(
                        "The experiment \"simulated\" compares only-there, which this command does not know; it knows ")
                .contains("--mutuals.suggestion.strategies.only-there.ranker=")
                .hasLineCount(1);
        assertThat(run.out()).isEmpty();
        assertThat(requests()).isEqualTo(requests);
    }

    @Test
    void thePreferenceIsPrintedAndNoParticipantIsAFailure() {
        draft("kind: INTERLEAVING");
        simulate(1);
        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out())
                .contains("interleaved: ", " users gave more REQUESTS_ACCEPTED to control, ", "preference for plain ");

        twoTowns();
        draft();
        api.as("lab", "experimenter").data("""
                mutation { startExperiment(input: {key: "simulated", ramp: 0.000001}) { experiment { state } } }""");
        simulate(1);
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).startsWith("No user took part in \"simulated\"").hasLineCount(1);
        assertThat(run.out()).isEmpty();
    }

    /** Returns the actions and whether a simulation did them, in order; no two share a time. */
    private static List<String> trail(JsonNode experiment) {
        List<JsonNode> changes = experiment.get("audit").valueStream().toList().reversed();
        assertThat(changes.stream().map(change -> Instant.parse(change.get("at").asString())))
                .isSorted()
                .doesNotHaveDuplicates();
        return changes.stream()
                .map(change -> {
                    boolean isSimulated = change.get("isSimulated").asBoolean();
                    assertThat(change.get("actorId").isNull()).isEqualTo(isSimulated);
                    return change.get("action").asString() + (isSimulated ? " simulated" : "");
                })
                .toList();
    }

    private void draft() {
        draft("");
    }

    private void draft(String more) {
        JsonNode created =
                api.as("lab", "experimenter").data("""
                mutation { createExperiment(input: {
                  %s
                  key: "simulated"
                  hypothesis: "Friends of friends alone bring as many friends."
                  variants: [{key: "control", strategy: "people-you-may-know"}, {key: "plain",
                    strategy: "friends-of-friends"}]
                }) { experiment { state } userErrors { message } } }""".formatted(more)).get("createExperiment");
        assertThat(created.at("/experiment/state").asString()).isEqualTo("DRAFT");
    }

    private void simulate() {
        simulate(3);
    }

    private void simulate(int days) {
        List<String> arguments = new ArrayList<>(
                List.of("simulate", "--experiment", "simulated", "--people", "24", "--days", "" + days, "--seed", "7"));
        Map<String, Object> settings = TestServices.settings();
        // The command sets these itself.
        settings.keySet()
                .removeAll(List.of(
                        "mutuals.suggestion.graph.enabled",
                        "mutuals.suggestion.warm-every",
                        "mutuals.action-limit.send-message"));
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

    /** Returns the viewers of the page with their day and variant. */
    private List<Object> came() {
        return world.values(
                "MATCH (e:Exposure) RETURN e.viewer + ' ' + e.day + ' ' + e.variant ORDER BY e.viewer, e.day");
    }

    private long requests() {
        return (Long) world.values("MATCH (:User)-[r:REQUESTED|FRIENDS_WITH]->(:User) RETURN count(r)")
                .getFirst();
    }
}
