package io.mutuals.experiment.journal;

import static io.mutuals.experiment.Experiments.change;
import static io.mutuals.experiment.Experiments.draft;
import static org.assertj.core.api.Assertions.assertThat;

import io.mutuals.Api;
import io.mutuals.CountedTest;
import io.mutuals.FriendMutations;
import io.mutuals.Mutations;
import io.mutuals.TakesLong;
import io.mutuals.TestClock;
import io.mutuals.World;
import io.mutuals.api.ConversationId;
import io.mutuals.experiment.Laboratory;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The outcomes that experiments count, through the API. */
@CountedTest
@TakesLong
class OutcomesApiTest {

    private final Api api;
    private final World world;
    private final TestClock clock;
    private final Journal journal;
    private final Repair repair;
    private final Laboratory lab;

    OutcomesApiTest(Api api, World world, TestClock clock, Journal journal, Repair repair, Laboratory lab) {
        this.api = api;
        this.world = world;
        this.clock = clock;
        this.journal = journal;
        this.repair = repair;
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
    void exposureNeedsAPageAndCountsOncePerDay() {
        journal.writeAll();
        assertThat(world.values("MATCH (e:Exposure) RETURN e.viewer")).isEmpty();
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        for (int time = 0; time < 10; time++) {
            lab.page("ada");
        }
        api.as("ada").data("{ viewer { user { handle } } }");
        journal.writeAll();
        assertThat(world.values("MATCH (e:Exposure) RETURN e.viewer")).containsExactly(world.number("ada"));
        assertThat(world.values("MATCH (e:Exposure) RETURN e.friends")).containsExactly(2L);

        clock.pass(Duration.ofDays(1));
        lab.page("ada");
        journal.writeAll();
        assertThat(world.values("MATCH (e:Exposure) RETURN e.day ORDER BY e.day"))
                .containsExactly(today.toString(), today.plusDays(1).toString());
        assertThat(lab.people()).isEqualTo(1);
    }

    @Test
    void aPageCostsNoMoreQueriesOrCallsWithAnExperiment() {
        lab.page("ada");
        Api.Answer with = api.as("ada").header("Mutuals-Proof", "1").ask(Laboratory.PAGE);
        change(lab.caller(), "killExperiment", Map.of("key", "first"));
        lab.page("ada");
        Api.Answer without = api.as("ada").header("Mutuals-Proof", "1").ask(Laboratory.PAGE);
        assertThat(with.proof("neo4jQueries"))
                .isEqualTo(without.proof("neo4jQueries"))
                .isEqualTo(1);
        assertThat(with.proof("redisCalls")).isEqualTo(without.proof("redisCalls"));
    }

    @Test
    void pageOfAChosenStrategyCountsNothing() {
        api.as("ada", "experimenter")
                .data("{ viewer { peopleYouMayKnow(first: 5, "
                        + "strategy: \"friends-of-friends\") { nodes { impressionToken } } } }")
                .at("/viewer/peopleYouMayKnow/nodes")
                .forEach(node -> lab.seen("ada", node));
        journal.writeAll();
        assertThat(world.values("MATCH (n) WHERE n:Exposure OR n:Outcome RETURN n.key"))
                .isEmpty();
    }

    @Test
    void outcomesCountOnceHoweverOftenTheyAreRecorded() {
        JsonNode nodes = lab.page("ada");
        for (int time = 0; time < 3; time++) {
            nodes.forEach(node -> lab.seen("ada", node));
        }
        FriendMutations.does(api.as("ada"), "sendFriendRequest", world.id("dora"));
        FriendMutations.does(api.as("dora"), "acceptFriendRequest", world.id("ada"));
        String conversation = Mutations.opens(api.as("ada"), world.id("dora"));
        Mutations.says(api.as("ada"), conversation, "Hello!");
        Mutations.says(api.as("dora"), conversation, "Hello to you!");
        Mutations.does(api.as("ada"), "dismissSuggestion", Map.of("userId", world.id("eve")), "");
        FriendMutations.does(api.as("eve"), "blockUser", world.id("ada"));
        journal.writeAll();
        repair.repair();
        repair.repair();

        JsonNode funnel = funnel();
        assertThat(counts(funnel)).containsExactly(2, 1, 1, 1, 0, 1, 1, 0, 0, 0);
        assertThat(world.values("MATCH (o:Outcome) WITH o.kind AS kind, count(*) AS times "
                        + "RETURN kind + ' ' + times ORDER BY kind"))
                .containsExactly(
                        "BLOCKS 1",
                        "DISMISSALS 1",
                        "FIRST_MESSAGES 1",
                        "IMPRESSIONS 2",
                        "REQUESTS_ACCEPTED 1",
                        "REQUESTS_SENT 1");
    }

    @Test
    void sharedVideoCountsIfItIsAnsweredWithinADay() {
        world.friends("ada", "dora").video(700, "cleo", "Rain").video(701, "cleo", "Snow");
        world.run("""
                MATCH (a:User {handle: 'ada'})-[f:FRIENDS_WITH]-(:User {handle: 'dora'}) DELETE f""", Map.of());
        lab.looks("ada");
        FriendMutations.does(api.as("ada"), "sendFriendRequest", world.id("dora"));
        FriendMutations.does(api.as("dora"), "acceptFriendRequest", world.id("ada"));
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
    void outcomesWithoutAnImpressionOrAfterTheWindowDoNotCount() {
        lab.page("ada");
        FriendMutations.does(api.as("ada"), "sendFriendRequest", world.id("dora"));
        journal.writeAll();
        assertThat(world.values("MATCH (o:Outcome) RETURN o.kind")).isEmpty();

        lab.looks("ada");
        clock.pass(Duration.ofDays(8));
        FriendMutations.does(api.as("ada"), "sendFriendRequest", world.id("eve"));
        journal.writeAll();
        repair.repair();
        assertThat(world.values("MATCH (o:Outcome) WHERE o.kind <> 'IMPRESSIONS' RETURN o.kind"))
                .isEmpty();
    }

    @Test
    void repairRecoversWhatAKilledReplicaDidNotWrite() {
        lab.looks("ada");
        journal.writeAll();
        world.request("ada", "dora", "Hello").dismiss("ada", "eve");
        world.run(
                "MATCH (:User {handle: 'ada'})-[r:REQUESTED|DISMISSED]->() SET r.at = $at",
                Map.of("at", clock.instant().atZone(ZoneOffset.UTC)));
        repair.repair();
        assertThat(counts(funnel())).containsExactly(2, 1, 0, 0, 0, 1, 0, 0, 0, 0);
    }

    @Test
    void outcomesCountAfterAStopAndNotAfterAKill() {
        lab.looks("ada");
        change(lab.caller(), "stopExperiment", Map.of("key", "first"));
        FriendMutations.does(api.as("ada"), "sendFriendRequest", world.id("dora"));
        journal.writeAll();
        assertThat(funnel().get("requestsSent").asInt()).isEqualTo(1);

        change(lab.caller(), "killExperiment", Map.of("key", "first"));
        FriendMutations.does(api.as("ada"), "sendFriendRequest", world.id("eve"));
        journal.writeAll();
        assertThat(funnel().get("requestsSent").asInt()).isEqualTo(1);
    }

    @Test
    void acceptedRequestCountsWhereTheRequestDidEvenIfTheSuggestionWasShownAgain() {
        lab.looks("ada");
        FriendMutations.does(api.as("ada"), "sendFriendRequest", world.id("dora"));
        journal.writeAll();
        clock.pass(Duration.ofMinutes(1));
        world.run("""
                MATCH (sent:Outcome {kind: 'REQUESTS_SENT'})
                CREATE (:Outcome {key: sent.experiment + ':' + sent.viewer + ':' + sent.candidate + ':IMPRESSIONS:1',
                  experiment: sent.experiment, variant: 1 - sent.variant, viewer: sent.viewer,
                    candidate: sent.candidate,
                  kind: 'IMPRESSIONS', at: $at, snapshot: 1, place: 7})
                """, Map.of("at", clock.instant().atZone(ZoneOffset.UTC)));
        clock.pass(Duration.ofMinutes(1));
        FriendMutations.does(api.as("dora"), "acceptFriendRequest", world.id("ada"));
        journal.writeAll();
        assertThat(world.values("""
                MATCH (sent:Outcome {kind: 'REQUESTS_SENT'}), (accepted:Outcome {kind: 'REQUESTS_ACCEPTED'})
                RETURN accepted.snapshot = sent.snapshot AND accepted.variant = sent.variant""")).containsExactly(true);
    }

    @Test
    void userInTwoExperimentsOfALayerCountsForTheLaterOne() {
        lab.looks("ada");
        change(lab.caller(), "stopExperiment", Map.of("key", "first"));
        lab.begin(draft("second"));
        clock.pass(Duration.ofMinutes(1));
        lab.looks("ada");
        FriendMutations.does(api.as("ada"), "sendFriendRequest", world.id("dora"));
        journal.writeAll();
        assertThat(world.values("""
                MATCH (sent:Outcome {kind: 'REQUESTS_SENT'}) MATCH (experiment:Experiment {id: sent.experiment})
                RETURN experiment.key""")).containsExactly("second");
    }

    @Test
    void friendsAreCountedAsOfTheFirstPage() {
        lab.page("ada");
        world.friends("ada", "late");
        world.run(
                "MATCH (:User {handle: 'late'})-[f:FRIENDS_WITH]-() SET f.since = $later",
                Map.of("later", clock.instant().plusSeconds(1).atZone(ZoneOffset.UTC)));
        journal.writeAll();
        assertThat(world.values("MATCH (e:Exposure) RETURN e.friends")).containsExactly(2L);
    }

    @Test
    void shareReplyStillCountsAfterManySharedVideos() {
        world.video(700, "cleo", "Rain").direct(900, "ada", "dora");
        for (int time = 0; time < 51; time++) {
            world.shares(900, "ada", 700).says(900, "dora", "Seen that.");
        }
        date("1", "102", clock.instant().minus(Duration.ofHours(2)));
        lab.looks("ada");
        journal.enqueue(new JournalEntry.MessageEntry(new ConversationId(900), clock.instant()));
        journal.writeAll();
        assertThat(funnel().get("shareReplies").asInt())
                .as("before the suggestion")
                .isZero();

        world.shares(900, "ada", 700).says(900, "dora", "And that!");
        clock.pass(Duration.ofHours(1));
        date("103", "104", clock.instant());
        journal.enqueue(new JournalEntry.MessageEntry(new ConversationId(900), clock.instant()));
        journal.writeAll();
        assertThat(funnel().get("shareReplies").asInt()).isEqualTo(1);
    }

    private void date(String first, String last, Instant at) {
        world.run(
                "MATCH (m:Message {conversationId: 900}) WHERE m.seq >= toInteger($first) "
                        + "AND m.seq <= toInteger($last) SET m.sentAt = $at",
                Map.of("first", first, "last", last, "at", at.atZone(ZoneOffset.UTC)));
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
        JsonNode variants = lab.caller().data("""
                { experiment(key: "first") { results { variants { people funnel { impressions requestsSent
                  requestsAccepted
                  firstMessages shareReplies dismissals blocks likes comments reposts } } } }
                    }""").at("/experiment/results/variants");
        return variants.get(0).get("people").asInt() > 0
                ? variants.get(0).get("funnel")
                : variants.get(1).get("funnel");
    }

    private static List<Integer> counts(JsonNode funnel) {
        return funnel.valueStream().map(JsonNode::asInt).toList();
    }
}
