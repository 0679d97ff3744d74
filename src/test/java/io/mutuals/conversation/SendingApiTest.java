package io.mutuals.conversation;

import static io.mutuals.Mutations.code;
import static io.mutuals.Mutations.does;
import static io.mutuals.Mutations.says;
import static io.mutuals.Mutations.sends;
import static org.assertj.core.api.Assertions.assertThat;

import io.mutuals.Api;
import io.mutuals.ConcurrentCalls;
import io.mutuals.MutualsTest;
import io.mutuals.TestClock;
import io.mutuals.World;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Messages: sent once, and in order. */
@MutualsTest
class SendingApiTest {

    private static final long CONVERSATION = 101;

    private final Api api;
    private final World world;
    private final TestClock clock;
    private final String conversation = World.id("cnv", CONVERSATION);

    SendingApiTest(Api api, World world, TestClock clock) {
        this.api = api;
        this.world = world;
        this.clock = clock;
    }

    @BeforeEach
    void given() {
        world.clear();
        world.friends("ada", "ben", "cleo").people("dario", "eve");
        world.group(CONVERSATION, "Climbers", "ada", "ben", "cleo", "dario");
    }

    @Test
    void theSameKeyIsTheSameMessageHoweverOftenItIsSentAndAnotherBodyIsRefused() throws Exception {
        List<JsonNode> payloads =
                ConcurrentCalls.call(100, call -> sends(api.as("ada"), conversation, "k1", Map.of("body", "once")));

        assertThat(payloads)
                .extracting(payload -> payload.at("/message/id").asString())
                .containsOnly(payloads.getFirst().at("/message/id").asString());
        assertThat(payloads.stream().filter(payload -> !payload.at("/replayed").asBoolean()))
                .hasSize(1);
        assertThat(world.values("MATCH (m:Message) RETURN count(m)")).containsExactly(1L);
        assertThat(code(sends(api.as("ada"), conversation, "k1", Map.of("body", "twice"))))
                .isEqualTo("IDEMPOTENCY_MISMATCH");
        assertThat(sends(api.as("ben"), conversation, "k1", Map.of("body", "twice"))
                        .at("/message/seq")
                        .asInt())
                .isEqualTo(2);

        world.run("MATCH (m:Message {seq: 1}) SET m.body = 'edited'", Map.of());
        JsonNode again = sends(api.as("ada"), conversation, "k1", Map.of("body", "once"));
        assertThat(again.at("/replayed").asBoolean()).isTrue();
        assertThat(again.at("/message/body").asString()).isEqualTo("edited");
    }

    @Test
    void twentyConcurrentSendersLeaveNoGapAndNoRepeatAndKeepTheirOrder() throws Exception {
        world.group(102, "Others", "ada", "ben");
        String other = World.id("cnv", 102);
        List<String> people = List.of("ada", "ben", "cleo", "dario");
        ConcurrentCalls.call(20, writer -> {
            for (int message = 0; message < 10; message++) {
                String who = people.get(writer % people.size());
                assertThat(code(says(api.as(who), conversation, writer + ":" + message)))
                        .isEmpty();
                says(api.as(people.get(writer % 2)), other, "beside");
            }
            return api.as("ada").data("{ __typename }");
        });

        List<Object> seqs = world.values("MATCH (m:Message {conversationId: 101}) RETURN m.seq ORDER BY m.seq");
        assertThat(seqs).isEqualTo(LongStream.rangeClosed(1, 200).boxed().toList());
        assertThat(world.values("MATCH (c:Conversation {id: 101}) RETURN c.lastSeq"))
                .containsExactly(200L);
        List<Object> events = world.values("MATCH (e:Event {conversationId: 101}) RETURN e.event ORDER BY e.event");
        assertThat(events)
                .isEqualTo(LongStream.rangeClosed(1, events.size()).boxed().toList());
        assertThat(world.values("MATCH (c:Conversation {id: 101}) RETURN c.lastEvent"))
                .containsExactly((long) events.size());
        assertThat(world.values("MATCH (e:Event {conversationId: 101}) WHERE NOT e:Message "
                        + "RETURN DISTINCT e.type = 'READ_STATE_CHANGED'"))
                .isSubsetOf(true);
        Map<Object, Integer> last = new HashMap<>();
        for (Object body : world.values("MATCH (m:Message {conversationId: 101}) RETURN m.body ORDER BY m.seq")) {
            String[] parts = body.toString().split(":");
            int number = Integer.parseInt(parts[1]);
            assertThat(last.put(parts[0], number)).isEqualTo(number == 0 ? null : number - 1);
        }
    }

    @Test
    void aSendCostsTwoStatementsAndAFailingOneFailsAlone() throws Exception {
        says(api.as("ada"), conversation, "warm");
        var answer = api.as("ada").header("Mutuals-Proof", "1").ask("""
                mutation { sendMessage(input: {conversationId: "%s", clientMessageId: "p", body: "hi"}) {
                  message { id seq body sentAt sender { handle displayName } viewerCan { edit } }
                    userErrors { code } } }
                """.formatted(conversation));

        assertThat(answer.proof("neo4jQueries")).isEqualTo(2);
        assertThat(answer.json().at("/data/sendMessage/message/sender/handle").asString())
                .isEqualTo("ada");

        List<JsonNode> payloads = ConcurrentCalls.call(30, call -> switch (call % 3) {
            case 0 -> says(api.as("ada"), conversation, "good");
            case 1 -> says(api.as("eve"), conversation, "not hers");
            default ->
                sends(api.as("ben"), conversation, "b" + call, Map.of("body", "x", "replyTo", World.id("msg", 1)));
        });

        for (int call = 0; call < 30; call++) {
            assertThat(code(payloads.get(call)))
                    .isEqualTo(call % 3 == 0 ? "" : call % 3 == 1 ? "NOT_FOUND" : "REPLY_NOT_FOUND");
        }
        assertThat(world.values("MATCH (c:Conversation {id: 101}) RETURN c.lastSeq"))
                .containsExactly(12L);
    }

    @Test
    void errorsNameTheInvalidField() {
        world.video(900, "eve", "a wall").block("eve", "ada");
        Map<Map<String, ?>, String> wrong = Map.of(
                Map.of("body", "  "), "EMPTY[\"input\",\"body\"]",
                Map.of("body", "x".repeat(4_001)), "BODY_TOO_LONG[\"input\",\"body\"]",
                Map.of("body", "x", "videoId", World.id("vid", 1)), "VIDEO_NOT_FOUND[\"input\",\"videoId\"]",
                Map.of("videoId", World.id("vid", 900)), "VIDEO_NOT_FOUND[\"input\",\"videoId\"]",
                Map.of("body", "x", "anchor", Map.of("videoId", World.id("vid", 900), "startMs", 5, "endMs", 4)),
                        "INVALID_ANCHOR[\"input\",\"anchor\"]",
                Map.of("body", "x", "replyTo", World.id("msg", 1)), "REPLY_NOT_FOUND[\"input\",\"replyTo\"]");
        wrong.forEach((content, error) -> {
            JsonNode payload = sends(api.as("ada"), conversation, "w", content);
            assertThat(payload.at("/userErrors/0/code").asString() + payload.at("/userErrors/0/field"))
                    .isEqualTo(error);
        });
        assertThat(code(sends(api.as("ada"), conversation, " ", Map.of("body", "x"))))
                .isEqualTo("INVALID_CLIENT_MESSAGE_ID");
        assertThat(world.values("MATCH (m:Message) RETURN count(m)")).containsExactly(0L);
    }

    @Test
    void aVideoCanBeSharedIntoSeveralConversationsAndItsCardIsCheckedForEachReader() {
        world.video(900, "eve", "a wall").group(102, "Others", "ada", "ben").block("eve", "ben");
        String video = World.id("vid", 900);
        JsonNode payload = does(
                api.as("ada"),
                "shareVideo",
                Map.of(
                        "videoId",
                        video,
                        "conversationIds",
                        List.of(conversation, World.id("cnv", 102), World.id("cnv", 999)),
                        "clientMessageId",
                        "s1",
                        "body",
                        "look",
                        "anchor",
                        Map.of("videoId", video, "startMs", 1_000, "endMs", 2_000)),
                "shares { message { seq attachments { ... on VideoCard { video { caption } } } "
                        + "anchor { startMs } } userErrors { code } }");

        JsonNode tooMany = does(
                api.as("ada"),
                "shareVideo",
                Map.of(
                        "videoId",
                        video,
                        "conversationIds",
                        LongStream.range(0, 21)
                                .mapToObj(number -> World.id("cnv", number))
                                .toList(),
                        "clientMessageId",
                        "s2"),
                "shares { replayed }");
        assertThat(code(tooMany)).isEqualTo("TOO_MANY_CONVERSATIONS");
        assertThat(payload.at("/shares/0/message/attachments/0/video/caption").asString())
                .isEqualTo("a wall");
        assertThat(payload.at("/shares/1/message/anchor/startMs").asInt()).isEqualTo(1_000);
        assertThat(payload.at("/shares/2/userErrors/0/code").asString()).isEqualTo("NOT_FOUND");
        JsonNode seen = api.as("ben").data("""
                { node(id: "%s") { ... on Conversation { messages(last: 1) { nodes { body
                  attachments { ... on VideoCard { availability video { caption } } } } } } } }
                """.formatted(conversation)).at("/node/messages/nodes/0");
        assertThat(seen.at("/body").asString()).isEqualTo("look");
        assertThat(seen.at("/attachments/0/availability").asString()).isEqualTo("UNAVAILABLE");
        assertThat(seen.at("/attachments/0/video").isNull()).isTrue();
    }

    @Test
    void aShareCountsAsAnsweredOnceWhenAnotherParticipantWritesWithinADay() {
        world.video(900, "eve", "a wall");
        double shares = metric("mutuals_video_shares_total");
        double answered = metric("mutuals_video_shares_answered_total");
        sends(api.as("ada"), conversation, "s1", Map.of("videoId", World.id("vid", 900)));
        says(api.as("ada"), conversation, "my own word is no answer");
        assertThat(metric("mutuals_video_shares_total") - shares).isEqualTo(1);
        assertThat(metric("mutuals_video_shares_answered_total") - answered).isZero();

        says(api.as("ben"), conversation, "nice");
        says(api.as("cleo"), conversation, "yes");
        assertThat(metric("mutuals_video_shares_answered_total") - answered).isEqualTo(1);

        sends(api.as("ada"), conversation, "s2", Map.of("videoId", World.id("vid", 900)));
        clock.pass(Duration.ofHours(25));
        says(api.as("ben"), conversation, "late");
        assertThat(metric("mutuals_video_shares_answered_total") - answered).isEqualTo(1);
    }

    private double metric(String name) {
        return api.as("ada", "admin")
                .get("/actuator/prometheus")
                .body()
                .lines()
                .filter(line -> line.startsWith(name + " ") || line.startsWith(name + "{"))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }
}
