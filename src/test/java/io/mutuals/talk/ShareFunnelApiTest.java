package io.mutuals.talk;

import static org.assertj.core.api.Assertions.assertThat;

import io.mutuals.Api;
import io.mutuals.Mutations;
import io.mutuals.MutualsTest;
import io.mutuals.TestClock;
import io.mutuals.World;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What became of the shares of a video, as its author reads it. */
@MutualsTest
class ShareFunnelApiTest {

    private static final Duration DAY = Duration.ofHours(24);
    private static final Duration SLACK = Duration.ofMinutes(2);

    private final Api api;
    private final World world;
    private final TestClock clock;
    private final ShareTally tally;
    private final ShareFunnelRepository repository;

    ShareFunnelApiTest(Api api, World world, TestClock clock, ShareTally tally, ShareFunnelRepository repository) {
        this.api = api;
        this.world = world;
        this.clock = clock;
        this.tally = tally;
        this.repository = repository;
    }

    @BeforeEach
    void given() {
        world.clear();
        world.friends("ben", "cleo", "dora").people("ada", "eve").video(7, "ada", "Rain");
    }

    @AfterEach
    void end() {
        clock.reset();
    }

    @Test
    void aShareCountsOnceItIsADayOldByChannelAndByWhatBecameOfIt() {
        String read = share("ben", "cleo");
        Mutations.does(api.as("cleo"), "markRead", read, Map.of("upToSeq", 1));
        share("ben", "dora");
        world.group(900, "Us", "ben", "cleo", "dora");
        String group = share("ben", List.of(World.id("cnv", 900)));
        clock.pass(DAY.minus(SLACK));
        Mutations.says(api.as("dora"), group, "Lovely!");
        tally.tallyAll();
        assertThat(funnel("ada", "user"))
                .as("within the day")
                .isEqualTo("{\"total\":[0,0,0],\"direct\":[0,0,0],\"group\":[0,0,0]}");

        clock.pass(SLACK.plus(SLACK));
        Mutations.says(api.as("cleo"), read, "Too late.");
        tally.tallyAll();
        tally.tallyAll();
        assertThat(funnel("ada", "user")).isEqualTo("{\"total\":[3,2,1],\"direct\":[2,1,0],\"group\":[1,1,1]}");
    }

    @Test
    void onlyTheAuthorAndExperimentersReadIt() {
        share("ben", "cleo");
        clock.pass(DAY.plus(SLACK));
        tally.tallyAll();
        String counts = "{\"total\":[1,0,0],\"direct\":[1,0,0],\"group\":[0,0,0]}";
        assertThat(funnel("ada", "user")).isEqualTo(counts);
        assertThat(funnel("eve", "experimenter")).isEqualTo(counts);
        assertThat(funnel("eve", "admin")).isEqualTo(counts);
        for (String handle : List.of("ben", "cleo", "eve")) {
            assertThat(funnel(handle, "user")).as(handle).isEqualTo("null");
        }
        assertThat(funnel("eve", "moderator")).isEqualTo("null");
    }

    @Test
    void theAuthorDoesNotLearnFromItWhoReadTheirOwnMessages() {
        world.friends("ada", "ben");
        String conversation = share("ada", "ben");
        Mutations.does(api.as("ben"), "markRead", conversation, Map.of("upToSeq", 1));
        share("ben", List.of(conversation));
        world.group(900, "Us", "ben", "ada", "dora");
        share("ben", List.of(World.id("cnv", 900)));
        Mutations.does(api.as("dora"), "markRead", World.id("cnv", 900), Map.of("upToSeq", 1));
        clock.pass(DAY.plus(SLACK));
        tally.tallyAll();
        assertThat(funnel("ada", "user")).isEqualTo("{\"total\":[0,0,0],\"direct\":[0,0,0],\"group\":[0,0,0]}");
    }

    @Test
    void aReaderWhoseReceiptsAreOffOpensNothingButAnAnswerIsVisible() {
        world.set("cleo", "readReceipts", false).set("dora", "readReceipts", false);
        Mutations.does(api.as("cleo"), "markRead", share("ben", "cleo"), Map.of("upToSeq", 1));
        String answered = share("ben", "dora");
        world.group(900, "Us", "ben", "cleo", "eve");
        share("ben", List.of(World.id("cnv", 900)));
        Mutations.does(api.as("cleo"), "markRead", World.id("cnv", 900), Map.of("upToSeq", 1));
        Mutations.says(api.as("dora"), answered, "Lovely!");
        clock.pass(DAY.plus(SLACK));
        tally.tallyAll();
        assertThat(funnel("ada", "user")).isEqualTo("{\"total\":[3,1,1],\"direct\":[2,1,1],\"group\":[1,0,0]}");
    }

    @Test
    void aShareThatIsUnsentWithinTheDayOrOfADeletedVideoIsNotCounted() {
        share("ben", "cleo");
        world.video(8, "ada", "Snow");
        JsonNode sent = shared("ben", 8, List.of(opened("ben", "dora")));
        String message = sent.at("/shares/0/message/id").asString();
        assertThat(Mutations.code(Mutations.does(
                        api.as("ben"), "unsendMessage", Map.of("messageId", message), "clientMutationId")))
                .isEmpty();
        share("ben", "dora");
        Mutations.does(api.as("ada"), "deleteVideo", Map.of("videoId", World.id("vid", 7)), "deletedVideoId");
        clock.pass(DAY.plus(SLACK));
        tally.tallyAll();
        assertThat(world.values("MATCH (v:Video) WHERE v.directShares IS NOT NULL RETURN v.id"))
                .isEmpty();
        assertThat(world.values("MATCH (m:Message) WHERE m.tallyAt IS NOT NULL RETURN m.id"))
                .isEmpty();
    }

    @Test
    void manySharesCountedByTwoReplicasAtOnceAreEachCountedOnce() {
        world.run("""
                MATCH (video:Video {id: 7})
                MATCH (ben:User {handle: 'ben'})
                CREATE (conversation:Conversation {id: 901, kind: 'GROUP', title: 'Us', lastSeq: 2000})
                WITH video, ben, conversation
                UNWIND range(1, 2000) AS seq
                CREATE (ben)-[:SENT]->(share:Message {id: 10000 + seq, conversationId: 901, seq: seq, senderId: ben.id,
                  clientMessageId: toString(seq), sentAt: $at, awaitsReplyUntil: $at, tallyAt: $at})
                CREATE (share)-[:IN]->(conversation)
                CREATE (share)-[:SHARES]->(video)
                """, Map.of("at", clock.instant().minus(DAY).atZone(ZoneOffset.UTC)));
        List<CompletableFuture<Integer>> replicas = new ArrayList<>();
        for (int replica = 0; replica < 4; replica++) {
            replicas.add(CompletableFuture.supplyAsync(() -> repository.tally(clock.instant(), 1_500)));
        }
        replicas.forEach(CompletableFuture::join);
        tally.tallyAll();
        assertThat(funnel("ada", "user")).isEqualTo("{\"total\":[2000,0,0],\"direct\":[0,0,0],\"group\":[2000,0,0]}");
    }

    @Test
    void sharesFromBeforeTheCountsAreCountedAfterTheMigrationWithTheAnswersThatTheyHad() throws IOException {
        world.direct(902, "ben", "cleo").shares(902, "ben", 7).says(902, "cleo", "Lovely!");
        world.direct(903, "ben", "dora").shares(903, "ben", 7).says(903, "ben", "No?");
        tally.tallyAll();
        assertThat(funnel("ada", "user")).contains("\"total\":[0,0,0]");
        String migration = Files.readString(Path.of("src/main/resources/neo4j/migrations/V025__share_funnel.cypher"));
        world.run(migration.substring(migration.indexOf("MATCH"), migration.lastIndexOf(';')), Map.of());
        tally.tallyAll();
        assertThat(funnel("ada", "user")).contains("\"direct\":[2,1,1]");
    }

    private String opened(String one, String other) {
        return Mutations.opens(api.as(one), world.id(other));
    }

    private String share(String from, String to) {
        return share(from, List.of(opened(from, to)));
    }

    /** Shares the video and returns the conversation. */
    private String share(String from, List<String> conversations) {
        shared(from, 7, conversations);
        return conversations.getFirst();
    }

    private JsonNode shared(String from, long video, List<String> conversations) {
        JsonNode payload = Mutations.does(
                api.as(from),
                "shareVideo",
                Map.of(
                        "videoId",
                        World.id("vid", video),
                        "conversationIds",
                        conversations,
                        "clientMessageId",
                        "s" + video),
                "shares { message { id } }");
        assertThat(Mutations.code(payload)).isEmpty();
        return payload;
    }

    /** Returns the funnel, each stage as the list of its counts. */
    private String funnel(String handle, String role) {
        return api.as(handle, role)
                .data("""
                        query ($video: ID!) { video(id: $video) { shareFunnel {
                          total { ...counts } direct { ...counts } group { ...counts }
                        } } }
                        fragment counts on ShareCounts { shared opened answered }
                        """, Map.of("video", World.id("vid", 7)))
                .at("/video/shareFunnel")
                .toString()
                .replaceAll("\\{\"shared\":(\\d+),\"opened\":(\\d+),\"answered\":(\\d+)}", "[$1,$2,$3]");
    }
}
