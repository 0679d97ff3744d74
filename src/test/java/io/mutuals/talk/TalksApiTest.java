package io.mutuals.talk;

import static org.assertj.core.api.Assertions.assertThat;

import io.mutuals.Api;
import io.mutuals.GuideExamples;
import io.mutuals.LocalTokens;
import io.mutuals.MutualsTest;
import io.mutuals.World;
import io.mutuals.api.ConversationId;
import io.mutuals.api.UserId;
import io.mutuals.api.VideoId;
import io.mutuals.neo4j.Statement;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.neo4j.driver.Driver;
import org.neo4j.driver.summary.ProfiledPlan;
import tools.jackson.databind.JsonNode;

/** Messages about a video, in the order of the video. */
@MutualsTest
class TalksApiTest {

    private static final long VIDEO = 201;

    private final Api api;
    private final World world;
    private final Driver driver;

    TalksApiTest(Api api, World world, Driver driver) {
        this.api = api;
        this.world = world;
        this.driver = driver;
    }

    @BeforeEach
    void given() {
        world.clear();
        world.friends("ada", "ben", "cleo")
                .video(VIDEO, "dario", "Sunrise")
                .video(202, "dario", "Sunset")
                .direct(101, "ada", "ben")
                .saysAt(101, "ben", "the end", VIDEO, 9000, 9500)
                .says(101, "ada", "hello")
                .shares(101, "ada", VIDEO)
                .saysAt(101, "ben", "other video", 202, 0, 10)
                .saysAt(101, "ada", "the middle", VIDEO, 4000, 6000)
                .replies(101, "ada", "what an end", 1)
                .replies(101, "ben", "hello to you", 2)
                .saysAt(101, "ben", "the middle again", VIDEO, 4000, 4000);
    }

    @Test
    void talksOfAConversationFollowTheOrderOfTheVideoWithRepliesAfterTheirMessages() {
        JsonNode talks = inConversation("ada", "first: 9");
        assertThat(bodies(talks)).containsExactly("look", "the middle", "the middle again", "the end", "what an end");
        assertThat(talks.at("/totalCount").asInt()).isEqualTo(5);
        assertThat(talks.at("/pageInfo/hasNextPage").asBoolean()).isFalse();
        assertThat(talks.at("/nodes/3/sender/handle").asString()).isEqualTo("ben");
    }

    @Test
    void aRangeReturnsOverlappingMessagesWithRepliesAndIncludesBothEnds() {
        assertThat(bodies(inConversation("ada", "first: 9, rangeMs: {startMs: 5000, endMs: 9000}")))
                .containsExactly("the middle", "the end", "what an end");
        assertThat(bodies(inConversation("ada", "first: 9, rangeMs: {startMs: 0, endMs: 4000}")))
                .containsExactly("the middle", "the middle again");
        assertThat(bodies(inConversation("ada", "first: 9, rangeMs: {startMs: 6001, endMs: 8999}")))
                .isEmpty();
        for (String range : List.of("{startMs: -1, endMs: 5}", "{startMs: 5, endMs: 4}")) {
            assertThat(askConversation("ada", "first: 9, rangeMs: " + range).code())
                    .as(range)
                    .isEqualTo("INVALID_ARGUMENT");
        }
    }

    @Test
    void talksOfAVideoComeFromAllConversationsOfTheViewerAndNoOther() {
        world.group(102, "Street", "cleo", "ada", "erin")
                .saysAt(102, "cleo", "from the group", VIDEO, 4000, 4500)
                .direct(103, "ben", "cleo")
                .saysAt(103, "ben", "not for ada", VIDEO, 1, 2)
                .direct(104, "ada", "fred")
                .saysAt(104, "fred", "a message request", VIDEO, 1, 2);
        world.run(
                "MATCH (:User {handle: 'ada'})-[p:PARTICIPATES_IN]->(:Conversation {id: 104}) SET p.state = 'REQUEST'",
                Map.of());
        JsonNode talks = everywhere("ada", "first: 9");
        assertThat(bodies(talks))
                .containsExactly("look", "the middle", "the middle again", "from the group", "the end", "what an end");
        assertThat(talks.at("/totalCount").asInt()).isEqualTo(6);
        assertThat(bodies(everywhere("cleo", "first: 9"))).containsExactly("not for ada", "from the group");
        assertThat(bodies(everywhere("gina", "first: 9"))).isEmpty();
    }

    @Test
    void unsentMessagesAndThoseFromBeforeTheViewerJoinedAreLeftOut() {
        world.unsent(101, 5).unsent(101, 6);
        assertThat(bodies(inConversation("ada", "first: 9"))).containsExactly("look", "the middle again", "the end");
        world.run(
                "MATCH (:User {handle: 'ada'})-[p:PARTICIPATES_IN]->(:Conversation {id: 101}) SET p.historyFrom = 1",
                Map.of());
        assertThat(bodies(inConversation("ada", "first: 9"))).containsExactly("look", "the middle again");
        assertThat(bodies(everywhere("ada", "first: 9"))).containsExactly("look", "the middle again");
        assertThat(bodies(inConversation("ben", "first: 9"))).containsExactly("look", "the middle again", "the end");
    }

    @Test
    void aHiddenVideoHasNoTalksAndABlockedSenderNoName() {
        world.group(102, "Street", "cleo", "ada", "erin").saysAt(102, "erin", "mine", VIDEO, 7, 8);
        world.block("erin", "ada");
        JsonNode talks = everywhere("ada", "first: 2");
        assertThat(talks.at("/nodes/1/body").asString()).isEqualTo("mine");
        assertThat(talks.at("/nodes/1/sender").isNull()).isTrue();

        world.block("dario", "ada");
        JsonNode gone = inConversation("ada", "first: 9");
        assertThat(gone.toString())
                .isEqualTo(inConversation("ada", 999, "first: 9").toString());
        assertThat(gone.at("/totalCount").asInt(-1)).isZero();
        assertThat(bodies(inConversation("ben", "first: 9"))).hasSize(5);
    }

    @Test
    void pagesNeitherRepeatNorSkipWhileMessagesArrive() {
        List<String> read = new ArrayList<>();
        String after = "";
        for (int page = 0; page < 9; page++) {
            JsonNode talks = everywhere("ada", "first: 2" + after);
            read.addAll(bodies(talks));
            world.saysAt(101, "ben", "early", VIDEO, 1, 2).saysAt(101, "ben", "late", VIDEO, 99_000, 99_001);
            if (!talks.at("/pageInfo/hasNextPage").asBoolean() || read.size() > 6) {
                break;
            }
            after = ", after: \"" + talks.at("/pageInfo/endCursor").asString() + "\"";
        }
        assertThat(read.subList(0, 6))
                .containsExactly("look", "the middle", "the middle again", "the end", "what an end", "late");

        String here =
                inConversation("ada", "first: 1").at("/pageInfo/endCursor").asString();
        assertThat(askConversation("ada", 202, "first: 1, after: \"" + here + "\"")
                        .code())
                .isEqualTo("INVALID_CURSOR");
        assertThat(askConversation("ada", "first: 0").code()).isEqualTo("INVALID_PAGE");
        assertThat(askConversation("ada", "first: 101").code()).isEqualTo("INVALID_PAGE");
    }

    @Test
    void longConversationsAndPopularVideosCostNoMoreThanShortAndRareOnes() {
        long quietHere = hits(TalkRepository.IN_CONVERSATION, 101L);
        long quietEverywhere = hits(TalkRepository.EVERYWHERE, null);
        world.run("""
                MATCH (c:Conversation {id: 101}), (v:Video {id: 201})
                UNWIND range(1, 3000) AS i
                CREATE (:Message {id: 5000000 + i, conversationId: 101, seq: c.lastSeq + i, senderId: 1,
                  clientMessageId: 'long' + i, body: 'chat', sentAt: $at})-[:IN]->(c)
                CREATE (:Message {id: 6000000 + i, conversationId: 777, seq: i, senderId: 1, clientMessageId: 'far' + i,
                  aboutVideoId: 201, sentAt: $at})-[:SHARES]->(v)
                """, Map.of("at", World.NOON.atZone(ZoneOffset.UTC)));
        assertThat(hits(TalkRepository.IN_CONVERSATION, 101L)).isLessThan(quietHere + 50);
        assertThat(hits(TalkRepository.EVERYWHERE, null)).isLessThan(quietEverywhere + 50);
    }

    @Test
    void talksOfTwentyConversationsCostOneQuery() {
        IntStream.range(0, 20)
                .forEach(i -> world.direct(300 + i, "ada", "friend" + i).shares(300 + i, "ada", VIDEO));
        var answer = api.as("ada")
                .header("Mutuals-Proof", "1")
                .ask("{ viewer { conversations(first: 21) { nodes { talks(videoId: \"" + World.id("vid", VIDEO)
                        + "\", first: 5) { nodes { body sender { handle } } } } } } }");
        assertThat(answer.proof("neo4jQueries")).isEqualTo(2);
        assertThat(answer.body().split("\"look\"", -1)).hasSize(22);
    }

    @Test
    void messagesFromBeforeTheIndexAreFoundAfterTheMigration() throws IOException {
        world.run("MATCH (m:Message) REMOVE m.aboutVideoId", Map.of());
        assertThat(bodies(inConversation("ada", "first: 9"))).isEmpty();
        String migration = Files.readString(Path.of("src/main/resources/neo4j/migrations/V004__talks.cypher"));
        world.run(migration.substring(migration.indexOf("MATCH"), migration.lastIndexOf(';')), Map.of());
        assertThat(bodies(inConversation("ada", "first: 9"))).containsExactly("look");
    }

    @Test
    void theExamplesOfTheGuideWork() {
        List<JsonNode> answers = GuideExamples.run(
                api,
                LocalTokens.mint(world.number("ada")),
                GuideExamples.of(Path.of("docs", "talks.md")),
                Map.of("conversation", World.id("cnv", 101), "video", World.id("vid", VIDEO)));

        assertThat(answers).hasSize(4).allMatch(answer -> answer.toString().contains("\"nodes\":[{"));
    }

    private long hits(Statement statement, @Nullable Long conversation) {
        TalksKey key = new TalksKey(
                new UserId(world.number("ada")),
                conversation == null ? null : new ConversationId(conversation),
                new VideoId(VIDEO),
                null,
                9,
                null,
                true);
        Map<String, @Nullable Object> row = new HashMap<>(TalkRepository.row(key));
        row.put("index", 0);
        try (var session = driver.session()) {
            var summary = session.run(
                            "PROFILE " + statement.text(),
                            Statement.parameters(Map.of("keys", List.of(row), "limit", 10)))
                    .consume();
            return hits(summary.profile());
        }
    }

    private static long hits(ProfiledPlan plan) {
        return plan.dbHits()
                + plan.children().stream().mapToLong(TalksApiTest::hits).sum();
    }

    private JsonNode inConversation(String handle, String arguments) {
        return inConversation(handle, VIDEO, arguments);
    }

    private JsonNode inConversation(String handle, long video, String arguments) {
        Api.Answer answer = askConversation(handle, video, arguments);
        assertThat(answer.code()).as(answer.body()).isEmpty();
        return answer.json().at("/data/node/talks");
    }

    private Api.Answer askConversation(String handle, String arguments) {
        return askConversation(handle, VIDEO, arguments);
    }

    private Api.Answer askConversation(String handle, long video, String arguments) {
        return api.as(handle)
                .ask("{ node(id: \"" + World.id("cnv", 101) + "\") { ... on Conversation { talks(videoId: \""
                        + World.id("vid", video) + "\", " + arguments
                        + ") { totalCount nodes { body sender { handle } } pageInfo { hasNextPage endCursor } } } } }");
    }

    private JsonNode everywhere(String handle, String arguments) {
        world.people(handle);
        return api.as(handle)
                .data("{ video(id: \"" + World.id("vid", VIDEO) + "\") { talks(" + arguments
                        + ") { totalCount nodes { body sender { handle } } pageInfo { hasNextPage endCursor } } } }")
                .at("/video/talks");
    }

    private static List<String> bodies(JsonNode talks) {
        return talks.at("/nodes")
                .valueStream()
                .map(message -> message.at("/body").asString())
                .toList();
    }
}
