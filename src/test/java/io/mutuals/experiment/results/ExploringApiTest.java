package io.mutuals.experiment.results;

import static io.mutuals.experiment.Experiments.draft;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.mutuals.Api;
import io.mutuals.FriendMutations;
import io.mutuals.GraphInMemoryTest;
import io.mutuals.TakesLong;
import io.mutuals.World;
import io.mutuals.experiment.Laboratory;
import io.mutuals.experiment.journal.Journal;
import io.mutuals.suggestion.memory.FriendGraphLoading;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Exploring variants and the off-policy estimates from them, which need the friendships in memory. */
@GraphInMemoryTest
@TakesLong
class ExploringApiTest {

    private static final int PEOPLE = 30;

    private static final String PAGE =
            "{ viewer { peopleYouMayKnow(first: 5) { nodes { user { handle } impressionToken } "
                    + "snapshot { id strategy } } } }";

    private final Api api;
    private final World world;
    private final Journal journal;
    private final FriendGraphLoading loading;
    private final Laboratory lab;

    ExploringApiTest(Api api, World world, Journal journal, FriendGraphLoading loading, Laboratory lab) {
        this.api = api;
        this.world = world;
        this.journal = journal;
        this.loading = loading;
        this.lab = lab;
    }

    /** All users are friends of the hubs; Dora of three of them, Eve and Finn of two. */
    @BeforeEach
    void given() {
        lab.clear();
        world.people("lab", "hub1", "hub2", "hub3", "dora", "eve", "finn");
        world.friends("dora", "hub1", "hub2", "hub3")
                .friends("eve", "hub1", "hub2")
                .friends("finn", "hub2", "hub3");
        for (int number = 0; number < PEOPLE; number++) {
            world.people("p" + number).friends("p" + number, "hub1", "hub2", "hub3");
        }
        loading.load();
    }

    @AfterEach
    void end() {
        lab.end();
    }

    @Test
    void exploringVariantLetsAnotherStrategyBeEstimated() {
        explores("curious", 4);

        List<String> first = new ArrayList<>();
        for (int number = 0; number < PEOPLE; number++) {
            JsonNode page = api.as("p" + number, "experimenter").data(PAGE).at("/viewer/peopleYouMayKnow");
            assertThat(page.at("/snapshot/strategy").asString()).isEqualTo("friends-of-friends?1.0:4");
            JsonNode lead = page.at("/nodes/0");
            first.add(lead.at("/user/handle").asString());
            lab.seen("p" + number, lead);
        }
        // Only after all pages were read, since pending requests move a candidate further down.
        for (int number = 0; number < PEOPLE; number += 2) {
            FriendMutations.does(api.as("p" + number), "sendFriendRequest", world.id(first.get(number)));
        }
        assertThat(first.stream().distinct().count())
                .as("drawn by lot: %s", first)
                .isGreaterThan(2);
        journal.writeAll();
        assertThat(world.values("MATCH (e:Exploration) RETURN DISTINCT e.propensity"))
                .containsExactly(0.25);
        assertThat(world.values("MATCH (e:Exploration) RETURN DISTINCT size(e.candidates)"))
                .containsExactly(4L);

        List<String> rows = lab.caller()
                .get("/experiments/curious/explorations.csv")
                .body()
                .lines()
                .toList();
        assertThat(rows).hasSize(PEOPLE + 1);
        assertThat(rows.getFirst()).isEqualTo("experiment,variant,viewer,at,snapshot,base,propensity,candidates,trial");
        assertThat(rows.getLast().split(",")[7].split(" ")).hasSize(4);

        JsonNode estimates = lab.caller().data("""
                { experiment(key: "curious") { offPolicy(variant: "explores", target: "friends-of-friends") {
                  observations effectiveSampleSize supported logged ips { value interval { low high } } snips { value }
                  doublyRobust { value } } control: offPolicy(variant: "control", target: "friends-of-friends") {
                    logged } } }""").get("experiment");
        JsonNode explored = estimates.get("offPolicy");
        assertThat(explored.get("observations").asInt()).isEqualTo(PEOPLE);
        assertThat(explored.get("supported").asDouble()).isEqualTo(1);
        assertThat(explored.get("logged").asDouble()).isCloseTo(0.5, within(1e-9));
        assertThat(explored.at("/snips/value").asDouble()).isBetween(0.0, 1.0);
        assertThat(explored.at("/ips/interval/low").asDouble())
                .isLessThanOrEqualTo(explored.at("/ips/value").asDouble());
        assertThat(estimates.get("control").isNull()).as("does not explore").isTrue();

        for (String wrong : List.of(
                "offPolicy(variant: \"absent\", target: \"friends-of-friends\")",
                "offPolicy(variant: \"explores\", target: \"nothing\")",
                "offPolicy(variant: \"explores\", target: \"friends-of-friends\", metric: REQUEST_RATE)")) {
            assertThat(lab.caller()
                            .ask("{ experiment(key: \"curious\") { " + wrong + " { logged } } }")
                            .code())
                    .isEqualTo("INVALID_ARGUMENT");
        }
    }

    /**
     * All users are friends of each other, so that only dora, eve, finn and the star can be suggested, in this order.
     * The star, whom the target would place first, receives a request from every user who sees them there; the others
     * receive none.
     */
    @Test
    void targetThatDiffersFromTheVariantIsReplayed() {
        world.run("""
                MATCH (one:User), (other:User)
                WHERE one.handle STARTS WITH 'p' AND other.handle STARTS WITH 'p' AND one.id < other.id
                MERGE (one)-[f:FRIENDS_WITH]->(other) SET f.since = datetime('2026-03-01T00:00:00Z')""", Map.of());
        world.friends("star", "hub1", "hub3");
        for (int number = 0; number < 12; number++) {
            world.friends("star", "fan" + number);
        }
        loading.load();
        explores("star-struck", 4);
        int led = 0;
        for (int number = 0; number < PEOPLE; number++) {
            JsonNode lead = api.as("p" + number).data(PAGE).at("/viewer/peopleYouMayKnow/nodes/0");
            lab.seen("p" + number, lead);
            if (lead.at("/user/handle").asString().equals("star")) {
                led++;
                FriendMutations.does(api.as("p" + number), "sendFriendRequest", world.id("star"));
            }
        }
        assertThat(led).as("drawn by lot, once in four").isBetween(1, PEOPLE - 1);
        journal.writeAll();
        String wanted = "{ observations largestWeight supported logged snips { value } }";
        JsonNode estimates = lab.caller().data("""
                { experiment(key: "star-struck") {
                  best: offPolicy(variant: "explores", target: "best-known") %1$s
                  accepted: offPolicy(variant: "explores", target: "best-known", metric: REQUESTS_ACCEPTED) %1$s
                  same: offPolicy(variant: "explores", target: "friends-of-friends") %1$s }
                    }""".formatted(wanted)).get("experiment");
        assertThat(estimates.at("/best/observations").asInt()).isEqualTo(PEOPLE);
        assertThat(estimates.at("/best/supported").asDouble()).isEqualTo(1);
        assertThat(estimates.at("/best/snips/value").asDouble()).isEqualTo(1);
        assertThat(estimates.at("/best/largestWeight").asDouble()).isEqualTo(4);
        assertThat(estimates.at("/best/logged").asDouble()).isCloseTo((double) led / PEOPLE, within(1e-9));
        assertThat(estimates.at("/accepted/snips/value").asDouble()).isZero();
        assertThat(estimates.at("/same/snips/value").asDouble()).isZero();
    }

    /** With three candidates to draw from, the star is never among them. */
    @Test
    void targetWhoseChoiceCouldNotBeDrawnHasNoEstimate() {
        world.friends("star", "hub1", "hub3");
        for (int number = 0; number < 12; number++) {
            world.friends("star", "fan" + number);
        }
        loading.load();
        explores("near-sighted", 3);
        for (int number = 0; number < 5; number++) {
            JsonNode lead = api.as("p" + number).data(PAGE).at("/viewer/peopleYouMayKnow/nodes/0");
            assertThat(lead.at("/user/handle").asString()).isNotEqualTo("star");
            lab.seen("p" + number, lead);
        }
        journal.writeAll();
        JsonNode estimates = lab.caller().data("""
                { experiment(key: "near-sighted") { offPolicy(variant: "explores", target: "best-known") {
                  supported } } }""");
        assertThat(estimates.at("/experiment/offPolicy").isNull())
                .as("the star's reward is unknown")
                .isTrue();
        assertThat(lab.caller().ask("""
                { experiment(key: "near-sighted") { offPolicy(variant: "explores", target: "no-friends") { logged }
                  } }""").code()).isEqualTo("INVALID_ARGUMENT");
    }

    private void explores(String key, int among) {
        var draft = draft(key);
        draft.put(
                "variants",
                List.of(
                        Map.of("key", "control", "strategy", "friends-of-friends"),
                        Map.of(
                                "key",
                                "explores",
                                "strategy",
                                "friends-of-friends",
                                "weight",
                                10_000,
                                "explore",
                                1.0,
                                "exploreAmong",
                                among)));
        lab.begin(draft);
    }
}
