package io.mutuals.experiment.lifecycle;

import static io.mutuals.experiment.Experiments.change;
import static io.mutuals.experiment.Experiments.code;
import static io.mutuals.experiment.Experiments.draft;
import static io.mutuals.experiment.Experiments.start;
import static org.assertj.core.api.Assertions.assertThat;

import io.mutuals.Api;
import io.mutuals.MutualsTest;
import io.mutuals.World;
import io.mutuals.experiment.Experiments;
import io.mutuals.experiment.design.Experiment;
import io.mutuals.experiment.design.ExperimentCatalogue;
import io.mutuals.experiment.design.Revisions;
import io.mutuals.experiment.running.RunningExperiments;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The lifecycle of experiments, through the API. */
@MutualsTest
class LifecycleApiTest {

    private static final String STRATEGY = "{ viewer { peopleYouMayKnow(first: 3) { snapshot { strategy } } } }";

    private final Api api;
    private final World world;
    private final RunningExperiments running;
    private final Revisions revisions;
    private final ExperimentCatalogue catalogue;

    LifecycleApiTest(
            Api api, World world, RunningExperiments running, Revisions revisions, ExperimentCatalogue catalogue) {
        this.api = api;
        this.world = world;
        this.running = running;
        this.revisions = revisions;
        this.catalogue = catalogue;
    }

    @BeforeEach
    void given() {
        world.clear();
        running.refresh();
        world.people("ada", "ben", "lab");
    }

    @AfterEach
    void end() {
        world.clear();
        running.refresh();
    }

    @Test
    void anExperimentIsCreatedStartedRampedAndStopped() {
        assertThat(Experiments.create(lab(), draft("first"))
                        .at("/experiment/state")
                        .asString())
                .isEqualTo("DRAFT");
        assertThat(strategies()).containsOnly("people-you-may-know");

        JsonNode started = start(lab(), "first", 0.2).get("experiment");
        assertThat(started.get("state").asString()).isEqualTo("RUNNING");
        assertThat(started.get("ramp").asDouble()).isEqualTo(0.2);

        assertThat(change(lab(), "rampExperiment", Map.of("key", "first", "ramp", 1.0, "note", "All is well"))
                        .at("/experiment/ramp")
                        .asDouble())
                .isEqualTo(1);
        assertThat(strategies()).contains("people-you-may-know", "friends-of-friends");

        assertThat(change(lab(), "stopExperiment", Map.of("key", "first"))
                        .at("/experiment/state")
                        .asString())
                .isEqualTo("STOPPED");
        assertThat(strategies()).containsOnly("people-you-may-know");

        JsonNode audit = lab().data("{ experiment(key: \"first\") { audit { action actorId detail note version } } }")
                .at("/experiment/audit");
        assertThat(audit.valueStream().map(change -> change.get("action").asString()))
                .containsExactly("STOPPED", "RAMPED", "STARTED", "CREATED");
        assertThat(audit.get(1).get("note").asString()).isEqualTo("All is well");
        assertThat(audit.get(1).get("detail").asString()).isEqualTo("from 20.00 % to 100.0 %");
        assertThat(audit.valueStream().map(change -> change.get("actorId").asString()))
                .containsOnly(world.id("lab"));
        assertThat(audit.valueStream().map(change -> change.get("version").asInt()))
                .containsExactly(3, 2, 1, 0);
    }

    @Test
    void aKillHoldsOnTheNextRequestHere() {
        Experiments.create(lab(), draft("kill-me"));
        start(lab(), "kill-me", 1);
        assertThat(strategies()).contains("friends-of-friends");

        assertThat(change(lab(), "killExperiment", Map.of("key", "kill-me"))
                        .at("/experiment/state")
                        .asString())
                .isEqualTo("KILLED");
        assertThat(strategies()).containsOnly("people-you-may-know");
    }

    @Test
    void onlyExperimentersSeeAndChangeExperiments() {
        Experiments.create(lab(), draft("secret"));
        for (String query : List.of(
                "{ experiment(key: \"secret\") { id } }",
                "{ experiments(first: 1) { nodes { id } } }",
                "{ strategies { name } }",
                "mutation { startExperiment(input: {key: \"secret\"}) { experiment { id } } }",
                "mutation { killExperiment(input: {key: \"secret\"}) { experiment { id } } }",
                "mutation { createExperiment(input: {key: \"other\", hypothesis: \"x\", "
                        + "variants: []}) { experiment { id } } }")) {
            assertThat(api.as("ada").ask(query).code()).as(query).isEqualTo("FORBIDDEN");
        }
        String id = lab().data("{ experiment(key: \"secret\") { id } }")
                .at("/experiment/id")
                .asString();
        assertThat(api.as("ada")
                        .data("{ node(id: \"" + id + "\") { id } }")
                        .get("node")
                        .isNull())
                .isTrue();
        assertThat(lab().data("{ node(id: \"" + id + "\") { ... on Experiment { key } } }")
                        .at("/node/key")
                        .asString())
                .isEqualTo("secret");
    }

    @Test
    void invalidValuesAreReportedWithTheirFields() {
        Map<String, Object> wrong = new java.util.HashMap<>(draft("No Key"));
        wrong.put("share", 0);
        wrong.put(
                "variants",
                List.of(
                        Map.of("key", "same", "strategy", "people-you-may-know", "weight", 0),
                        Map.of("key", "same", "strategy", "no-such-strategy")));
        JsonNode errors = Experiments.create(lab(), wrong).get("userErrors");
        assertThat(errors.valueStream()
                        .map(error -> error.get("code").asString() + " "
                                + error.get("field")
                                        .valueStream()
                                        .map(JsonNode::asString)
                                        .toList()))
                .containsExactlyInAnyOrder(
                        "INVALID_VALUE [input, key]",
                        "INVALID_VALUE [input, share]",
                        "INVALID_VALUE [input, variants, 0, weight]",
                        "INVALID_VALUE [input, variants, 1, key]",
                        "UNKNOWN_STRATEGY [input, variants, 1, strategy]");

        assertThat(code(start(lab(), "nothing", 1))).isEqualTo("NOT_FOUND");
        Experiments.create(lab(), draft("twice"));
        assertThat(code(Experiments.create(lab(), draft("twice")))).isEqualTo("KEY_TAKEN");
        assertThat(code(start(lab(), "twice", 0))).isEqualTo("INVALID_VALUE");
        assertThat(code(change(lab(), "rampExperiment", Map.of("key", "twice", "ramp", 0.5))))
                .isEqualTo("WRONG_STATE");
        assertThat(code(change(lab(), "startExperiment", Map.of("key", "twice", "expectedVersion", 7))))
                .isEqualTo("CONFLICT");
    }

    @Test
    void experimentsOfALayerShareItAndNoUserIsInTwo() {
        for (String key : List.of("one", "two", "three")) {
            var part = draft(key);
            part.put("share", 0.5);
            part.put("layer", "narrow");
            Experiments.create(lab(), part);
        }
        assertThat(code(start(lab(), "one", 1))).isEmpty();
        assertThat(code(start(lab(), "two", 1))).isEmpty();
        assertThat(code(start(lab(), "three", 1))).isEqualTo("LAYER_FULL");
        change(lab(), "stopExperiment", Map.of("key", "one"));
        assertThat(code(start(lab(), "three", 1))).isEmpty();

        JsonNode placed = lab().data("query { "
                + IntStream.range(0, 12)
                        .mapToObj(person -> ("p%d: experiment(key: \"two\") { assignment(userId: \"%s\") { reason } } "
                                        + "q%d: experiment(key: \"three\") { assignment(userId: \"%s\") { reason } }")
                                .formatted(
                                        person, World.id("usr", 100 + person), person, World.id("usr", 100 + person)))
                        .limit(8)
                        .reduce("", (all, next) -> all + " " + next)
                + " }");
        for (int person = 0; person < 8; person++) {
            List<String> reasons = List.of(
                    placed.at("/p" + person + "/assignment/reason").asString(),
                    placed.at("/q" + person + "/assignment/reason").asString());
            assertThat(reasons).containsExactlyInAnyOrder("ASSIGNED", "OUTSIDE_LAYER_SHARE");
        }
    }

    @Test
    void trialVariantIsServedAndReportedAsAnOverride() {
        Experiments.create(lab(), draft("trial"));
        start(lab(), "trial", 1);
        for (String variant : List.of("plain", "control")) {
            assertThat(code(change(
                            lab(),
                            "overrideVariant",
                            Map.of("key", "trial", "userId", world.id("ada"), "variant", variant))))
                    .isEmpty();
            assertThat(strategy("ada"))
                    .isEqualTo(variant.equals("plain") ? "friends-of-friends" : "people-you-may-know");
            assertThat(lab().data("{ experiment(key: \"trial\") { overrides { userId variant } assignment(userId: \""
                                    + world.id("ada") + "\") { variant reason } } }")
                            .at("/experiment/assignment/reason")
                            .asString())
                    .isEqualTo("OVERRIDE");
        }
        assertThat(code(change(
                        lab(),
                        "overrideVariant",
                        Map.of("key", "trial", "userId", world.id("ada"), "variant", "nothing"))))
                .isEqualTo("NOT_FOUND");
    }

    @Test
    void trialVariantsNeedAnExistingUserAndAreLimited() {
        Experiments.create(lab(), draft("trial"));
        assertThat(code(change(
                        lab(),
                        "overrideVariant",
                        Map.of("key", "trial", "userId", World.id("usr", 99_999), "variant", "plain"))))
                .isEqualTo("NOT_FOUND");
        world.run(
                "MATCH (e:Experiment {key: 'trial'}) SET e.overrides = $all",
                Map.of(
                        "all",
                        IntStream.range(1000, 2000)
                                .mapToObj(user -> "{\"user\":" + user + ",\"variant\":\"plain\"}")
                                .collect(Collectors.joining(",", "[", "]"))));
        assertThat(code(change(
                        lab(),
                        "overrideVariant",
                        Map.of("key", "trial", "userId", world.id("ada"), "variant", "plain"))))
                .isEqualTo("INVALID_VALUE");
    }

    @Test
    void reservedKeysAndGuardrailsOfInterleavingAreRefused() {
        assertThat(code(Experiments.create(lab(), draft("layer")))).isEqualTo("INVALID_VALUE");
        var draft = draft("mixed");
        draft.put("kind", "INTERLEAVING");
        draft.put("guardrails", List.of(Map.of("metric", "BLOCKS")));
        JsonNode refused = Experiments.create(lab(), draft);
        assertThat(code(refused)).isEqualTo("INVALID_VALUE");
        assertThat(refused.at("/userErrors/0/field/1").asString()).isEqualTo("guardrails");
    }

    @Test
    void draftReportsTheAssignmentThatUsersWouldGet() {
        var draft = draft("planned");
        draft.put("share", 0.001);
        Experiments.create(lab(), draft);
        assertThat(lab().data("{ experiment(key: \"planned\") { assignment(userId: \"" + world.id("ada")
                                + "\") { reason } } }")
                        .at("/experiment/assignment/reason")
                        .asString())
                .isEqualTo("ASSIGNED");
    }

    @Test
    void unreadableExperimentDoesNotAffectOthers() {
        for (String key : List.of("fine", "broken")) {
            var draft = draft(key);
            draft.put("layer", key);
            Experiments.create(lab(), draft);
            start(lab(), key, 1);
        }
        world.run("MATCH (e:Experiment {key: 'broken'}) SET e.variants = 'no list'", Map.of());
        assertThat(code(change(lab(), "rampExperiment", Map.of("key", "fine", "ramp", 0.5))))
                .isEmpty();
        assertThat(running.running()).extracting(Experiment::key).containsExactly("fine");
    }

    @Test
    void experimentsStoppedLongAgoAreNotRead() {
        Experiments.create(lab(), draft("old"));
        start(lab(), "old", 1);
        change(lab(), "stopExperiment", Map.of("key", "old"));
        assertThat(catalogue.counting(Instant.EPOCH)).hasSize(1);
        assertThat(catalogue.counting(Instant.now().plus(Duration.ofDays(1)))).isEmpty();
    }

    @Test
    void concurrentChangesAreAllApplied() throws Exception {
        Experiments.create(lab(), draft("busy"));
        start(lab(), "busy", 0.1);
        List<Thread> threads = IntStream.range(0, 8)
                .mapToObj(number -> Thread.ofVirtual()
                        .start(() ->
                                change(lab(), "rampExperiment", Map.of("key", "busy", "ramp", 0.1 + number / 100.0))))
                .toList();
        for (Thread thread : threads) {
            thread.join();
        }
        JsonNode experiment = lab().data("{ experiment(key: \"busy\") { version audit { action version } } }")
                .get("experiment");
        assertThat(experiment.get("version").asInt()).isEqualTo(9);
        assertThat(experiment
                        .get("audit")
                        .valueStream()
                        .map(change -> change.get("version").asInt()))
                .containsExactly(9, 8, 7, 6, 5, 4, 3, 2, 1, 0);
        assertThat(revisions.current()).isPositive();
    }

    private Api.Caller lab() {
        return api.as("lab", "experimenter");
    }

    private List<String> strategies() {
        return IntStream.range(0, 12)
                .mapToObj(number -> "p" + number)
                .peek(world::people)
                .map(this::strategy)
                .distinct()
                .toList();
    }

    private String strategy(String handle) {
        return api.as(handle, "experimenter")
                .data(STRATEGY)
                .at("/viewer/peopleYouMayKnow/snapshot/strategy")
                .asString();
    }
}
