package io.mutuals.experiment.results;

import static io.mutuals.experiment.Experiments.change;
import static io.mutuals.experiment.Experiments.draft;
import static org.assertj.core.api.Assertions.assertThat;

import io.mutuals.Api;
import io.mutuals.CountedTest;
import io.mutuals.FriendMutations;
import io.mutuals.TakesLong;
import io.mutuals.TestClock;
import io.mutuals.World;
import io.mutuals.experiment.Experiments;
import io.mutuals.experiment.Laboratory;
import io.mutuals.experiment.journal.Journal;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The results of experiments, through the API. */
@CountedTest
@TakesLong
class ResultsApiTest {

    private final Api api;
    private final World world;
    private final TestClock clock;
    private final Journal journal;
    private final Laboratory lab;

    ResultsApiTest(Api api, World world, TestClock clock, Journal journal, Laboratory lab) {
        this.api = api;
        this.world = world;
        this.clock = clock;
        this.journal = journal;
        this.lab = lab;
    }

    @BeforeEach
    void given() {
        lab.clearForFirst();
    }

    @AfterEach
    void end() {
        lab.end();
    }

    @Test
    void resultsCompareAllParticipants() {
        IntStream.range(0, 60).forEach(number -> {
            String handle = "p" + number;
            world.people(handle).friends(handle, "ben", "cleo");
        });
        world.forgetEverythingCached();
        for (int number = 0; number < 60; number++) {
            String handle = "p" + number;
            JsonNode nodes = lab.page(handle);
            nodes.forEach(node -> lab.seen(handle, node));
            if (number % 3 == 0) {
                FriendMutations.does(
                        api.as(handle),
                        "sendFriendRequest",
                        world.id(nodes.get(0).at("/user/handle").asString()));
            }
        }
        journal.writeAll();
        JsonNode results = lab.caller().data("""
                { experiment(key: "first") { results(metric: REQUESTS_SENT) {
                  variants { variant people units mean funnel { impressions requestsSent } }
                  effects { variant effect { control treatment difference interval { low high }
                    alwaysValidInterval { low high } pValue isSignificant varianceRemoved } }
                  daily { day variant effect { difference } }
                  sampleRatio { observed expected isMismatch }
                  guardrails { metric variant isBreached }
                  interleaving { preference } caveats } } }""").at("/experiment/results");
        JsonNode variants = results.get("variants");
        int control = variants.get(0).get("people").asInt();
        int plain = variants.get(1).get("people").asInt();
        assertThat(control + plain).isEqualTo(60);
        assertThat(control).isBetween(15, 45);
        assertThat(variants.get(0).at("/funnel/requestsSent").asInt()
                        + variants.get(1).at("/funnel/requestsSent").asInt())
                .isEqualTo(20);
        JsonNode effect = results.at("/effects/0/effect");
        double difference =
                effect.get("treatment").asDouble() - effect.get("control").asDouble();
        assertThat(effect.get("difference").asDouble())
                .isCloseTo(difference, org.assertj.core.data.Offset.offset(1e-9));
        assertThat(effect.at("/alwaysValidInterval/low").isNull())
                .as("too few users for a bound")
                .isTrue();
        assertThat(effect.at("/interval/low").asDouble()).isLessThan(difference);
        assertThat(effect.get("isSignificant").asBoolean()).isFalse();
        assertThat(results.at("/daily")).hasSize(1);
        assertThat(results.at("/sampleRatio/observed/0").asInt()).isEqualTo(control);
        assertThat(results.at("/sampleRatio/expected/0").asDouble()).isEqualTo(30);
        assertThat(results.at("/sampleRatio/isMismatch").asBoolean()).isFalse();
        assertThat(results.get("guardrails")).hasSize(2);
        assertThat(results.get("interleaving").isNull()).isTrue();
        assertThat(results.get("caveats").toString()).contains("fewer than 100");
    }

    @Test
    void usersWithATrialVariantAreNeitherExposedNorInTheResults() {
        lab.looks("ada");
        journal.writeAll();
        assertThat(lab.people()).isEqualTo(1);

        override("ada", "plain");
        override("dora", "plain");
        lab.page("dora");
        journal.writeAll();
        assertThat(lab.people()).isZero();

        for (String person : List.of("ada", "dora")) {
            override(person, null);
            clock.pass(Duration.ofDays(1));
            lab.page(person);
        }
        journal.writeAll();
        assertThat(lab.people()).isZero();
        assertThat(world.values("MATCH (e:Exposure) RETURN e.viewer")).containsExactly(world.number("ada"));
        assertThat(lab.caller()
                        .data("{ experiment(key: \"first\") { overrides { userId variant } } }")
                        .at("/experiment/overrides"))
                .isEmpty();
        assertThat(lab.caller()
                        .get("/experiments/first/exposures.csv")
                        .body()
                        .lines()
                        .toList()
                        .getLast())
                .endsWith(",true");
    }

    private void override(String handle, @Nullable String variant) {
        Map<String, @Nullable Object> input = new HashMap<>();
        input.put("key", "first");
        input.put("userId", world.id(handle));
        input.put("variant", variant);
        assertThat(Experiments.code(change(lab.caller(), "overrideVariant", input)))
                .isEmpty();
    }

    @Test
    void interleavingShowsBothRankingsAndCreditsOutcomesToThem() {
        change(lab.caller(), "stopExperiment", Map.of("key", "first"));
        var draft = draft("mixed");
        draft.put("kind", "INTERLEAVING");
        lab.begin(draft);
        JsonNode nodes = lab.page("ada");
        assertThat(nodes.valueStream().map(node -> node.at("/user/handle").asString()))
                .containsExactlyInAnyOrder("dora", "eve");
        nodes.forEach(node -> lab.seen("ada", node));
        FriendMutations.does(api.as("ada"), "sendFriendRequest", world.id("dora"));
        journal.writeAll();
        JsonNode results = lab.caller().data("""
                { experiment(key: "mixed") { results(metric: REQUESTS_SENT) { variants { variant people }
                  effects { variant }
                  interleaving { first second firstWins secondWins ties preference signTestPValue } } }
                    }""").at("/experiment/results");
        assertThat(results.at("/variants/0/variant").asString()).isEqualTo("interleaved");
        assertThat(results.get("effects")).isEmpty();
        JsonNode interleaving = results.get("interleaving");
        assertThat(interleaving.get("firstWins").asInt()
                        + interleaving.get("secondWins").asInt())
                .isEqualTo(1);
        assertThat(world.values("MATCH (o:Outcome {kind: 'IMPRESSIONS'}) RETURN DISTINCT o.team ORDER BY o.team"))
                .containsExactly("A", "B");
        assertThat(interleaving.get("preference").asDouble())
                .isEqualTo(interleaving.get("secondWins").asInt() == 1 ? 1 : -1);
    }

    /** Gil is in a group with Ada, a source that only the second ranking uses. */
    @Test
    void candidateOfTheSecondRankingIsCreditedToIt() {
        change(lab.caller(), "stopExperiment", Map.of("key", "first"));
        world.group(900, "choir", "ada", "gil");
        var draft = draft("duel");
        draft.put("kind", "INTERLEAVING");
        draft.put(
                "variants",
                List.of(
                        Map.of("key", "friends-alone", "strategy", "friends-of-friends"),
                        Map.of("key", "all-sources", "strategy", "people-you-may-know")));
        lab.begin(draft);
        JsonNode nodes = lab.page("ada");
        assertThat(nodes.valueStream().map(node -> node.at("/user/handle").asString()))
                .containsExactlyInAnyOrder("dora", "eve", "gil");
        nodes.forEach(node -> lab.seen("ada", node));
        FriendMutations.does(api.as("ada"), "sendFriendRequest", world.id("gil"));
        journal.writeAll();
        JsonNode interleaving = lab.caller().data("""
                { experiment(key: "duel") { results(metric: REQUESTS_SENT) {
                  interleaving { first second firstWins secondWins ties preference alwaysValidInterval { low } } }
                    } }""").at("/experiment/results/interleaving");
        assertThat(interleaving.get("second").asString()).isEqualTo("all-sources");
        assertThat(interleaving.get("secondWins").asInt()).isEqualTo(1);
        assertThat(interleaving.get("firstWins").asInt()).isZero();
        assertThat(interleaving.get("ties").asInt()).isZero();
        assertThat(interleaving.get("preference").asDouble()).isEqualTo(1);
        assertThat(interleaving.get("alwaysValidInterval").isNull()).isTrue();
    }
}
