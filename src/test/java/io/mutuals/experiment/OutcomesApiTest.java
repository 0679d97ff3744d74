package io.mutuals.experiment;

import static io.mutuals.experiment.Experiments.change;
import static io.mutuals.experiment.Experiments.create;
import static io.mutuals.experiment.Experiments.draft;
import static io.mutuals.experiment.Experiments.start;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mutuals.Api;
import io.mutuals.Friends;
import io.mutuals.Mutations;
import io.mutuals.MutualsTest;
import io.mutuals.TestClock;
import io.mutuals.World;
import io.mutuals.api.ErrorCode;
import io.mutuals.api.RequestException;
import io.mutuals.graph.Graph;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.neo4j.driver.Record;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;

/** What experiments count, through the API. */
@MutualsTest
@TestPropertySource(properties = {"mutuals.experiment.fresh=0ms", "mutuals.experiment.write-every=1h"})
class OutcomesApiTest {

    private static final String PAGE = """
            { viewer { peopleYouMayKnow(first: 5) { nodes { user { handle } impressionToken } } } }""";

    private final Api api;
    private final World world;
    private final TestClock clock;
    private final RunningExperiments running;
    private final Journal journal;
    private final Repair repair;
    private final ForgottenRows forgotten;
    private final ExperimentCatalogue catalogue;
    private final Graph graph;

    OutcomesApiTest(
            Api api,
            World world,
            TestClock clock,
            RunningExperiments running,
            Journal journal,
            Repair repair,
            ExperimentCatalogue catalogue,
            Graph graph,
            ForgottenRows forgotten) {
        this.api = api;
        this.world = world;
        this.clock = clock;
        this.running = running;
        this.journal = journal;
        this.repair = repair;
        this.forgotten = forgotten;
        this.catalogue = catalogue;
        this.graph = graph;
    }

    /** Ada knows Ben and Cleo, who both know Dora and Eve. */
    @BeforeEach
    void given() {
        world.clear();
        running.look();
        world.people("ada", "ben", "cleo", "dora", "eve", "lab");
        world.friends("ada", "ben", "cleo").friends("dora", "ben", "cleo").friends("eve", "ben", "cleo");
        create(lab(), draft("first"));
        start(lab(), "first", 1);
    }

    @AfterEach
    void end() {
        journal.writeAll();
        world.clear();
        running.look();
    }

    @Test
    void withoutAPageThereIsNoExposureAndTenPagesOfADayAreOne() {
        journal.writeAll();
        assertThat(world.values("MATCH (e:Exposure) RETURN e.viewer")).isEmpty();
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        for (int time = 0; time < 10; time++) {
            page("ada");
        }
        api.as("ada").data("{ viewer { user { handle } } }");
        journal.writeAll();
        assertThat(world.values("MATCH (e:Exposure) RETURN e.viewer")).containsExactly(world.number("ada"));
        assertThat(world.values("MATCH (e:Exposure) RETURN e.friends")).containsExactly(2L);

        clock.pass(Duration.ofDays(1));
        page("ada");
        journal.writeAll();
        assertThat(world.values("MATCH (e:Exposure) RETURN e.day ORDER BY e.day"))
                .containsExactly(today.toString(), today.plusDays(1).toString());
        assertThat(people()).isEqualTo(1);
    }

    @Test
    void aPageCostsNoMoreQueriesOrCallsWithAnExperiment() {
        page("ada");
        Api.Answer with = api.as("ada").header("Mutuals-Proof", "1").ask(PAGE);
        change(lab(), "killExperiment", Map.of("key", "first"));
        page("ada");
        Api.Answer without = api.as("ada").header("Mutuals-Proof", "1").ask(PAGE);
        assertThat(with.proof("neo4jQueries"))
                .isEqualTo(without.proof("neo4jQueries"))
                .isEqualTo(1);
        assertThat(with.proof("redisCalls")).isEqualTo(without.proof("redisCalls"));
    }

    @Test
    void aPageThatAnExperimenterChoosesCountsNothing() {
        api.as("ada", "experimenter")
                .data(
                        "{ viewer { peopleYouMayKnow(first: 5, strategy: \"friends-of-friends\") { nodes { impressionToken } } } }")
                .at("/viewer/peopleYouMayKnow/nodes")
                .forEach(node -> seen("ada", node.get("impressionToken").asString()));
        journal.writeAll();
        assertThat(world.values("MATCH (n) WHERE n:Exposure OR n:Outcome RETURN n.key"))
                .isEmpty();
    }

    @Test
    void whatBecomesOfASuggestionCountsOnceHoweverOftenItIsTold() {
        JsonNode nodes = page("ada");
        for (int time = 0; time < 3; time++) {
            nodes.forEach(node -> seen("ada", node.get("impressionToken").asString()));
        }
        Friends.does(api.as("ada"), "sendFriendRequest", world.id("dora"));
        Friends.does(api.as("dora"), "acceptFriendRequest", world.id("ada"));
        String conversation = Mutations.opens(api.as("ada"), world.id("dora"));
        Mutations.says(api.as("ada"), conversation, "Hello!");
        Mutations.says(api.as("dora"), conversation, "Hello to you!");
        Mutations.does(api.as("ada"), "dismissSuggestion", Map.of("userId", world.id("eve")), "");
        Friends.does(api.as("eve"), "blockUser", world.id("ada"));
        journal.writeAll();
        repair.repair();
        repair.repair();

        JsonNode funnel = funnel();
        assertThat(counts(funnel)).containsExactly(2, 1, 1, 1, 0, 1, 1);
        assertThat(
                        world.values(
                                "MATCH (o:Outcome) WITH o.kind AS kind, count(*) AS times RETURN kind + ' ' + times ORDER BY kind"))
                .containsExactly(
                        "BLOCKS 1",
                        "DISMISSALS 1",
                        "FIRST_MESSAGES 1",
                        "IMPRESSIONS 2",
                        "REQUESTS_ACCEPTED 1",
                        "REQUESTS_SENT 1");
    }

    @Test
    void aSharedVideoThatIsAnsweredWithinADayCountsAndOneThatIsAnsweredLaterDoesNot() {
        world.friends("ada", "dora").video(700, "cleo", "Rain").video(701, "cleo", "Snow");
        world.run("""
                MATCH (a:User {handle: 'ada'})-[f:FRIENDS_WITH]-(:User {handle: 'dora'}) DELETE f""", Map.of());
        page("ada").forEach(node -> seen("ada", node.get("impressionToken").asString()));
        Friends.does(api.as("ada"), "sendFriendRequest", world.id("dora"));
        Friends.does(api.as("dora"), "acceptFriendRequest", world.id("ada"));
        String conversation = Mutations.opens(api.as("ada"), world.id("dora"));
        share(conversation, 700);
        clock.pass(Duration.ofHours(25));
        Mutations.says(api.as("dora"), conversation, "Oh, I missed that.");
        journal.writeAll();
        assertThat(funnel().get("shareReplies").asInt()).isZero();

        share(conversation, 701);
        clock.pass(Duration.ofHours(23));
        Mutations.says(api.as("dora"), conversation, "Lovely!");
        journal.writeAll();
        assertThat(funnel().get("shareReplies").asInt()).isEqualTo(1);
    }

    @Test
    void whatHappensWithoutAnImpressionOrTooLateIsNotOurs() {
        page("ada");
        Friends.does(api.as("ada"), "sendFriendRequest", world.id("dora"));
        journal.writeAll();
        assertThat(world.values("MATCH (o:Outcome) RETURN o.kind")).isEmpty();

        page("ada").forEach(node -> seen("ada", node.get("impressionToken").asString()));
        clock.pass(Duration.ofDays(8));
        Friends.does(api.as("ada"), "sendFriendRequest", world.id("eve"));
        journal.writeAll();
        repair.repair();
        assertThat(world.values("MATCH (o:Outcome) WHERE o.kind <> 'IMPRESSIONS' RETURN o.kind"))
                .isEmpty();
    }

    @Test
    void whatAKilledReplicaDidNotWriteIsFoundLater() {
        page("ada").forEach(node -> seen("ada", node.get("impressionToken").asString()));
        journal.writeAll();
        world.request("ada", "dora", "Hello").dismiss("ada", "eve");
        world.run(
                "MATCH (:User {handle: 'ada'})-[r:REQUESTED|DISMISSED]->() SET r.at = $at",
                Map.of("at", clock.instant().atZone(ZoneOffset.UTC)));
        repair.repair();
        assertThat(counts(funnel())).containsExactly(2, 1, 0, 0, 0, 1, 0);
    }

    @Test
    void afterAStopWhatComesStillCountsAndAfterAKillNothing() {
        page("ada").forEach(node -> seen("ada", node.get("impressionToken").asString()));
        change(lab(), "stopExperiment", Map.of("key", "first"));
        Friends.does(api.as("ada"), "sendFriendRequest", world.id("dora"));
        journal.writeAll();
        assertThat(funnel().get("requestsSent").asInt()).isEqualTo(1);

        change(lab(), "killExperiment", Map.of("key", "first"));
        Friends.does(api.as("ada"), "sendFriendRequest", world.id("eve"));
        journal.writeAll();
        assertThat(funnel().get("requestsSent").asInt()).isEqualTo(1);
    }

    @Test
    void whatWasCountedIsDeletedLongAfterTheEndAndTheExperimentStays() {
        page("ada").forEach(node -> seen("ada", node.get("impressionToken").asString()));
        change(lab(), "stopExperiment", Map.of("key", "first"));
        create(lab(), draft("second"));
        start(lab(), "second", 1);
        page("ada");
        journal.writeAll();
        String rows = "MATCH (row:Exposure|Outcome|Exploration) RETURN DISTINCT row.experiment";
        assertThat(world.values(rows)).hasSize(2);

        clock.pass(Duration.ofDays(399));
        forgotten.forget();
        assertThat(world.values(rows)).hasSize(2);

        clock.pass(Duration.ofDays(2));
        forgotten.forget();
        assertThat(world.values(rows)).as("the other still runs").hasSize(1);
        assertThat(lab().data("{ experiment(key: \"first\") { audit { action } } }")
                        .at("/experiment/audit"))
                .hasSize(3);
    }

    @Test
    void everythingCanBeTakenIntoAWarehouse() {
        page("ada").forEach(node -> seen("ada", node.get("impressionToken").asString()));
        Friends.does(api.as("ada"), "sendFriendRequest", world.id("dora"));
        journal.writeAll();
        List<String> exposures =
                lab().get("/experiments/first/exposures.csv").body().lines().toList();
        assertThat(exposures.getFirst())
                .isEqualTo("experiment,variant,unit,viewer,day,at,friends,recent_friends,trial");
        assertThat(exposures).hasSize(2);
        assertThat(exposures.getLast())
                .contains(world.id("ada") + "," + LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC) + ",");
        List<String> outcomes =
                lab().get("/experiments/first/outcomes.csv").body().lines().toList();
        assertThat(outcomes).hasSize(4);
        assertThat(outcomes.getFirst())
                .isEqualTo(
                        "experiment,variant,viewer,candidate,kind,at,snapshot,place,team,base,propensity,among,trial");
        assertThat(outcomes.subList(1, 4)).allMatch(line -> line.endsWith(",false"));
        assertThat(outcomes).filteredOn(line -> line.contains("REQUESTS_SENT")).hasSize(1);
        assertThat(api.as("ada").get("/experiments/first/outcomes.csv").status())
                .isEqualTo(403);
        assertThat(lab().get("/experiments/nothing/outcomes.csv").status()).isEqualTo(404);
        assertThat(lab().get("/experiments/nothing/outcomes.csv").code()).isEqualTo("INVALID_ARGUMENT");
    }

    @Test
    void anExportThatBreaksOffDoesNotLookComplete() throws Exception {
        ExportController broken = new ExportController(catalogue, new ExportRepository(graph) {
            @Override
            void exposures(long experiment, Consumer<Record> each) {
                throw new RequestException(ErrorCode.UNAVAILABLE, "Neo4j went away");
            }
        });
        MockHttpServletResponse response = new MockHttpServletResponse();
        broken.exposures("first", response);
        assertThat(response.getStatus()).isEqualTo(503);
        assertThat(response.getContentAsString()).contains("UNAVAILABLE").doesNotContain("variant");

        MockHttpServletResponse begun = new MockHttpServletResponse();
        begun.setCommitted(true);
        assertThatThrownBy(() -> broken.exposures("first", begun)).isInstanceOf(RequestException.class);
    }

    @Test
    void whoHasOrHadAVariantForATrialIsNeitherExposedNorInTheResults() {
        page("ada").forEach(node -> seen("ada", node.get("impressionToken").asString()));
        journal.writeAll();
        assertThat(people()).isEqualTo(1);

        override("ada", "plain");
        override("dora", "plain");
        page("dora");
        journal.writeAll();
        assertThat(people()).isZero();

        for (String person : List.of("ada", "dora")) {
            override(person, null);
            clock.pass(Duration.ofDays(1));
            page(person);
        }
        journal.writeAll();
        assertThat(people()).isZero();
        assertThat(world.values("MATCH (e:Exposure) RETURN e.viewer")).containsExactly(world.number("ada"));
        assertThat(lab().data("{ experiment(key: \"first\") { overrides { userId variant } } }")
                        .at("/experiment/overrides"))
                .isEmpty();
        assertThat(lab().get("/experiments/first/exposures.csv")
                        .body()
                        .lines()
                        .toList()
                        .getLast())
                .endsWith(",true");
    }

    @Test
    void anAcceptedRequestCountsWhereTheRequestDidThoughTheSuggestionWasShownAgain() {
        page("ada").forEach(node -> seen("ada", node.get("impressionToken").asString()));
        Friends.does(api.as("ada"), "sendFriendRequest", world.id("dora"));
        journal.writeAll();
        clock.pass(Duration.ofMinutes(1));
        world.run("""
                MATCH (sent:Outcome {kind: 'REQUESTS_SENT'})
                CREATE (:Outcome {key: sent.experiment + ':' + sent.viewer + ':' + sent.candidate + ':IMPRESSIONS:1',
                  experiment: sent.experiment, variant: 1 - sent.variant, viewer: sent.viewer, candidate: sent.candidate,
                  kind: 'IMPRESSIONS', at: $at, snapshot: 1, place: 7})
                """, Map.of("at", clock.instant().atZone(ZoneOffset.UTC)));
        clock.pass(Duration.ofMinutes(1));
        Friends.does(api.as("dora"), "acceptFriendRequest", world.id("ada"));
        journal.writeAll();
        assertThat(world.values("""
                MATCH (sent:Outcome {kind: 'REQUESTS_SENT'}), (accepted:Outcome {kind: 'REQUESTS_ACCEPTED'})
                RETURN accepted.snapshot = sent.snapshot AND accepted.variant = sent.variant""")).containsExactly(true);
    }

    @Test
    void whoHasBeenInTwoExperimentsOfALayerCountsForTheLaterOne() {
        page("ada").forEach(node -> seen("ada", node.get("impressionToken").asString()));
        change(lab(), "stopExperiment", Map.of("key", "first"));
        create(lab(), draft("second"));
        start(lab(), "second", 1);
        clock.pass(Duration.ofMinutes(1));
        page("ada").forEach(node -> seen("ada", node.get("impressionToken").asString()));
        Friends.does(api.as("ada"), "sendFriendRequest", world.id("dora"));
        journal.writeAll();
        assertThat(world.values("""
                MATCH (sent:Outcome {kind: 'REQUESTS_SENT'}) MATCH (experiment:Experiment {id: sent.experiment})
                RETURN experiment.key""")).containsExactly("second");
    }

    @Test
    void friendsAreCountedAsOfTheFirstPage() {
        page("ada");
        world.friends("ada", "late");
        world.run(
                "MATCH (:User {handle: 'late'})-[f:FRIENDS_WITH]-() SET f.since = $later",
                Map.of("later", clock.instant().plusSeconds(1).atZone(ZoneOffset.UTC)));
        journal.writeAll();
        assertThat(world.values("MATCH (e:Exposure) RETURN e.friends")).containsExactly(2L);
    }

    @Test
    void afterManySharedVideosTheNextOneThatIsAnsweredStillCounts() {
        world.video(700, "cleo", "Rain").direct(900, "ada", "dora");
        for (int time = 0; time < 51; time++) {
            world.shares(900, "ada", 700).says(900, "dora", "Seen that.");
        }
        happened("1", "102", clock.instant().minus(Duration.ofHours(2)));
        page("ada").forEach(node -> seen("ada", node.get("impressionToken").asString()));
        journal.take(new Entry.Talked(900, clock.instant()));
        journal.writeAll();
        assertThat(funnel().get("shareReplies").asInt())
                .as("before the suggestion")
                .isZero();

        world.shares(900, "ada", 700).says(900, "dora", "And that!");
        clock.pass(Duration.ofHours(1));
        happened("103", "104", clock.instant());
        journal.take(new Entry.Talked(900, clock.instant()));
        journal.writeAll();
        assertThat(funnel().get("shareReplies").asInt()).isEqualTo(1);
    }

    private void happened(String first, String last, Instant at) {
        world.run(
                "MATCH (m:Message {conversationId: 900}) WHERE m.seq >= toInteger($first) AND m.seq <= toInteger($last) SET m.sentAt = $at",
                Map.of("first", first, "last", last, "at", at.atZone(ZoneOffset.UTC)));
    }

    private void override(String handle, @Nullable String variant) {
        Map<String, @Nullable Object> input = new HashMap<>();
        input.put("key", "first");
        input.put("userId", world.id(handle));
        input.put("variant", variant);
        assertThat(Experiments.code(change(lab(), "overrideVariant", input))).isEmpty();
    }

    @Test
    void manyPeopleAreComparedAndTheResultsAreAsManyAsTheyAre() {
        IntStream.range(0, 60).forEach(number -> {
            String handle = "p" + number;
            world.people(handle).friends(handle, "ben", "cleo");
        });
        world.forgetEverythingCached();
        for (int number = 0; number < 60; number++) {
            String handle = "p" + number;
            JsonNode nodes = page(handle);
            nodes.forEach(node -> seen(handle, node.get("impressionToken").asString()));
            if (number % 3 == 0) {
                Friends.does(
                        api.as(handle),
                        "sendFriendRequest",
                        world.id(nodes.get(0).at("/user/handle").asString()));
            }
        }
        journal.writeAll();
        JsonNode results = lab().data("""
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
                .as("too few to be sure of anything")
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
    void interleavingShowsBothRankingsAndCreditsWhoBroughtWhat() {
        change(lab(), "stopExperiment", Map.of("key", "first"));
        var draft = draft("mixed");
        draft.put("kind", "INTERLEAVING");
        assertThat(Experiments.code(create(lab(), draft))).isEmpty();
        start(lab(), "mixed", 1);
        JsonNode nodes = page("ada");
        assertThat(nodes.valueStream().map(node -> node.at("/user/handle").asString()))
                .containsExactlyInAnyOrder("dora", "eve");
        nodes.forEach(node -> seen("ada", node.get("impressionToken").asString()));
        Friends.does(api.as("ada"), "sendFriendRequest", world.id("dora"));
        journal.writeAll();
        JsonNode results = lab().data("""
                { experiment(key: "mixed") { results(metric: REQUESTS_SENT) { variants { variant people } effects { variant }
                  interleaving { first second firstWins secondWins ties preference signTestPValue } } } }""").at("/experiment/results");
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

    /** Gil is in a group with ada, which only the second ranking asks for. */
    @Test
    void whoWasProposedByTheSecondRankingAloneIsToTheCreditOfTheSecond() {
        change(lab(), "stopExperiment", Map.of("key", "first"));
        world.group(900, "choir", "ada", "gil");
        var draft = draft("duel");
        draft.put("kind", "INTERLEAVING");
        draft.put(
                "variants",
                List.of(
                        Map.of("key", "friends-alone", "strategy", "friends-of-friends"),
                        Map.of("key", "all-sources", "strategy", "people-you-may-know")));
        assertThat(Experiments.code(create(lab(), draft))).isEmpty();
        start(lab(), "duel", 1);
        JsonNode nodes = page("ada");
        assertThat(nodes.valueStream().map(node -> node.at("/user/handle").asString()))
                .containsExactlyInAnyOrder("dora", "eve", "gil");
        nodes.forEach(node -> seen("ada", node.get("impressionToken").asString()));
        Friends.does(api.as("ada"), "sendFriendRequest", world.id("gil"));
        journal.writeAll();
        JsonNode interleaving = lab().data("""
                { experiment(key: "duel") { results(metric: REQUESTS_SENT) {
                  interleaving { first second firstWins secondWins ties preference alwaysValidInterval { low } } } } }""").at("/experiment/results/interleaving");
        assertThat(interleaving.get("second").asString()).isEqualTo("all-sources");
        assertThat(interleaving.get("secondWins").asInt()).isEqualTo(1);
        assertThat(interleaving.get("firstWins").asInt()).isZero();
        assertThat(interleaving.get("ties").asInt()).isZero();
        assertThat(interleaving.get("preference").asDouble()).isEqualTo(1);
        assertThat(interleaving.get("alwaysValidInterval").isNull()).isTrue();
    }

    private JsonNode page(String handle) {
        return api.as(handle).data(PAGE).at("/viewer/peopleYouMayKnow/nodes");
    }

    private void seen(String handle, String token) {
        Mutations.does(
                api.as(handle), "recordSuggestionImpressions", Map.of("impressionTokens", List.of(token)), "recorded");
    }

    private void share(String conversation, long video) {
        JsonNode shared = Mutations.does(
                api.as("ada"),
                "shareVideo",
                Map.of(
                        "videoId",
                        World.id("vid", video),
                        "conversationIds",
                        List.of(conversation),
                        "clientMessageId",
                        "s" + video),
                "");
        assertThat(Mutations.code(shared)).isEmpty();
    }

    private JsonNode funnel() {
        JsonNode variants = lab().data("""
                { experiment(key: "first") { results { variants { people funnel { impressions requestsSent requestsAccepted
                  firstMessages shareReplies dismissals blocks } } } } }""").at("/experiment/results/variants");
        return variants.get(0).get("people").asInt() > 0
                ? variants.get(0).get("funnel")
                : variants.get(1).get("funnel");
    }

    private static List<Integer> counts(JsonNode funnel) {
        return funnel.valueStream().map(JsonNode::asInt).toList();
    }

    private int people() {
        return lab().data("{ experiment(key: \"first\") { results { variants { people } } } }")
                .at("/experiment/results/variants")
                .valueStream()
                .mapToInt(variant -> variant.get("people").asInt())
                .sum();
    }

    private Api.Caller lab() {
        return api.as("lab", "experimenter");
    }
}
