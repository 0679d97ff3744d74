package io.mutuals.conversation;

import static io.mutuals.Mutations.code;
import static io.mutuals.Mutations.does;
import static io.mutuals.Mutations.says;
import static io.mutuals.Mutations.sends;
import static org.assertj.core.api.Assertions.assertThat;

import io.mutuals.Api;
import io.mutuals.MutualsTest;
import io.mutuals.TestClock;
import io.mutuals.World;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;

/** Messages: sent once, in order, and what can be done to them. */
@MutualsTest
@TestPropertySource(properties = "mutuals.action-limit.send-message=100000 per 1m")
class SendingApiTest {

    private static final long TALK = 101;
    private final Api api;
    private final World world;
    private final TestClock clock;
    private final String talk = World.id("cnv", TALK);

    SendingApiTest(Api api, World world, TestClock clock) {
        this.api = api;
        this.world = world;
        this.clock = clock;
    }

    @BeforeEach
    void given() {
        world.clear();
        world.friends("ada", "ben", "cleo").people("dario", "eve");
        world.group(TALK, "Climbers", "ada", "ben", "cleo", "dario");
    }

    @Test
    void theSameKeyIsTheSameMessageHoweverOftenItIsTriedAndAnotherBodyIsRefused() throws Exception {
        List<JsonNode> payloads = together(100, call -> sends(api.as("ada"), talk, "k1", Map.of("body", "once")));

        assertThat(payloads)
                .extracting(payload -> payload.at("/message/id").asString())
                .containsOnly(payloads.getFirst().at("/message/id").asString());
        assertThat(payloads.stream().filter(payload -> !payload.at("/replayed").asBoolean()))
                .hasSize(1);
        assertThat(world.values("MATCH (m:Message) RETURN count(m)")).containsExactly(1L);
        assertThat(code(sends(api.as("ada"), talk, "k1", Map.of("body", "twice"))))
                .isEqualTo("IDEMPOTENCY_MISMATCH");
        assertThat(sends(api.as("ben"), talk, "k1", Map.of("body", "twice"))
                        .at("/message/seq")
                        .asInt())
                .isEqualTo(2);

        world.run("MATCH (m:Message {seq: 1}) SET m.body = 'edited'", Map.of());
        JsonNode again = sends(api.as("ada"), talk, "k1", Map.of("body", "once"));
        assertThat(again.at("/replayed").asBoolean()).isTrue();
        assertThat(again.at("/message/body").asString()).isEqualTo("edited");
    }

    @Test
    void twentyWritersLeaveNoGapAndNoRepeatAndEachFindsItsOwnMessagesInOrder() throws Exception {
        world.group(102, "Others", "ada", "ben");
        String other = World.id("cnv", 102);
        List<String> people = List.of("ada", "ben", "cleo", "dario");
        together(20, writer -> {
            for (int message = 0; message < 10; message++) {
                String who = people.get(writer % people.size());
                assertThat(code(says(api.as(who), talk, writer + ":" + message)))
                        .isEmpty();
                says(api.as(people.get(writer % 2)), other, "beside");
            }
            return api.as("ada").data("{ __typename }");
        });

        List<Object> seqs = world.values("MATCH (m:Message {conversationId: 101}) RETURN m.seq ORDER BY m.seq");
        assertThat(seqs).isEqualTo(LongStream.rangeClosed(1, 200).boxed().toList());
        assertThat(world.values("MATCH (c:Conversation {id: 101}) RETURN c.lastSeq + c.lastEvent"))
                .containsExactly(400L);
        assertThat(world.values("MATCH (e:Event {conversationId: 101}) RETURN e.event ORDER BY e.event"))
                .isEqualTo(seqs);
        Map<Object, Integer> last = new HashMap<>();
        for (Object body : world.values("MATCH (m:Message {conversationId: 101}) RETURN m.body ORDER BY m.seq")) {
            String[] parts = body.toString().split(":");
            int number = Integer.parseInt(parts[1]);
            assertThat(last.put(parts[0], number)).isEqualTo(number == 0 ? null : number - 1);
        }
    }

    @Test
    void aSendCostsTwoStatementsAndWhatMustFailFailsAlone() throws Exception {
        says(api.as("ada"), talk, "warm");
        var answer = api.as("ada").header("Mutuals-Proof", "1").ask("""
                mutation { sendMessage(input: {conversationId: "%s", clientMessageId: "p", body: "hi"}) {
                  message { id seq body sentAt sender { handle displayName } viewerCan { edit } } userErrors { code } } }
                """.formatted(talk));

        assertThat(answer.proof("neo4jQueries")).isEqualTo(2);
        assertThat(answer.json().at("/data/sendMessage/message/sender/handle").asString())
                .isEqualTo("ada");

        List<JsonNode> payloads = together(30, call -> switch (call % 3) {
            case 0 -> says(api.as("ada"), talk, "good");
            case 1 -> says(api.as("eve"), talk, "not hers");
            default -> sends(api.as("ben"), talk, "b" + call, Map.of("body", "x", "replyTo", World.id("msg", 1)));
        });

        for (int call = 0; call < 30; call++) {
            assertThat(code(payloads.get(call)))
                    .isEqualTo(call % 3 == 0 ? "" : call % 3 == 1 ? "NOT_FOUND" : "REPLY_NOT_FOUND");
        }
        assertThat(world.values("MATCH (c:Conversation {id: 101}) RETURN c.lastSeq"))
                .containsExactly(12L);
    }

    @Test
    void whatIsWrongIsToldWithTheField() {
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
            JsonNode payload = sends(api.as("ada"), talk, "w", content);
            assertThat(payload.at("/userErrors/0/code").asString() + payload.at("/userErrors/0/field"))
                    .isEqualTo(error);
        });
        assertThat(code(sends(api.as("ada"), talk, " ", Map.of("body", "x")))).isEqualTo("INVALID_CLIENT_MESSAGE_ID");
        assertThat(world.values("MATCH (m:Message) RETURN count(m)")).containsExactly(0L);
    }

    @Test
    void aVideoIsACardThatIsCheckedForEachReaderAndCanGoToSeveralConversationsAtOnce() {
        world.video(900, "eve", "a wall").group(102, "Others", "ada", "ben").block("eve", "ben");
        String video = World.id("vid", 900);
        JsonNode payload = does(
                api.as("ada"),
                "shareVideo",
                Map.of(
                        "videoId",
                        video,
                        "conversationIds",
                        List.of(talk, World.id("cnv", 102), World.id("cnv", 999)),
                        "clientMessageId",
                        "s1",
                        "body",
                        "look",
                        "anchor",
                        Map.of("videoId", video, "startMs", 1_000, "endMs", 2_000)),
                "shares { message { seq attachments { ... on VideoCard { video { caption } } } anchor { startMs } } userErrors { code } }");

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
                """.formatted(talk)).at("/node/messages/nodes/0");
        assertThat(seen.at("/body").asString()).isEqualTo("look");
        assertThat(seen.at("/attachments/0/availability").asString()).isEqualTo("UNAVAILABLE");
        assertThat(seen.at("/attachments/0/video").isNull()).isTrue();
    }

    @Test
    void aShareCountsAsAnsweredOnceWhenSomebodyElseWritesWithinADay() {
        world.video(900, "eve", "a wall");
        double shares = metric("mutuals_video_shares_total");
        double answered = metric("mutuals_video_shares_answered_total");
        sends(api.as("ada"), talk, "s1", Map.of("videoId", World.id("vid", 900)));
        says(api.as("ada"), talk, "my own word is no answer");
        assertThat(metric("mutuals_video_shares_total") - shares).isEqualTo(1);
        assertThat(metric("mutuals_video_shares_answered_total") - answered).isZero();

        says(api.as("ben"), talk, "nice");
        says(api.as("cleo"), talk, "yes");
        assertThat(metric("mutuals_video_shares_answered_total") - answered).isEqualTo(1);

        sends(api.as("ada"), talk, "s2", Map.of("videoId", World.id("vid", 900)));
        clock.pass(Duration.ofHours(25));
        says(api.as("ben"), talk, "late");
        assertThat(metric("mutuals_video_shares_answered_total") - answered).isEqualTo(1);
    }

    @Test
    void ownMessagesAreEditedForAWhileAndUnsentForGood() {
        String message = says(api.as("ada"), talk, "teh wall").at("/message/id").asString();
        String secret = "unique-secret-text";
        assertThat(code(edit("ben", message, "mine"))).isEqualTo("NOT_YOURS");
        JsonNode edited = edit("ada", message, secret);
        assertThat(edited.at("/message/body").asString()).isEqualTo(secret);
        assertThat(edited.at("/message/editedAt").isNull()).isFalse();
        assertThat(permissions("ada", message)).isEqualTo("{\"edit\":true,\"unsend\":true,\"react\":true}");

        clock.pass(Duration.ofMinutes(16));
        assertThat(code(edit("ada", message, "later"))).isEqualTo("EDIT_WINDOW_OVER");
        assertThat(permissions("ada", message)).isEqualTo("{\"edit\":false,\"unsend\":true,\"react\":true}");
        sends(api.as("ben"), talk, "r", Map.of("body", "an answer", "replyTo", message));
        does(api.as("ben"), "addReaction", Map.of("messageId", message, "emoji", "👍"), "message { id }");

        JsonNode unsent = does(
                api.as("ada"),
                "unsendMessage",
                Map.of("messageId", message),
                "message { seq body unsentAt reactions { emoji } }");
        assertThat(unsent.at("/message/seq").asInt()).isEqualTo(1);
        assertThat(unsent.at("/message/body").isNull()).isTrue();
        assertThat(unsent.at("/message/unsentAt").isNull()).isFalse();
        assertThat(unsent.at("/message/reactions")).isEmpty();
        assertThat(code(does(api.as("ada"), "unsendMessage", Map.of("messageId", message), "message { id }")))
                .isEmpty();
        assertThat(code(edit("ada", message, "back"))).isEqualTo("UNSENT");
        assertThat(code(sends(api.as("ben"), talk, "r2", Map.of("body", "x", "replyTo", message))))
                .isEqualTo("REPLY_NOT_FOUND");
        assertThat(world.values("MATCH (n) RETURN properties(n)").toString()).doesNotContain(secret);
        JsonNode all = api.as("ben").data("""
                { node(id: "%s") { ... on Conversation { messages(first: 10) { totalCount nodes { seq body replyTo { seq body } } } } } }
                """.formatted(talk));
        assertThat(all.at("/node/messages/totalCount").asInt()).isEqualTo(2);
        assertThat(all.at("/node/messages/nodes/1/replyTo").toString()).isEqualTo("{\"seq\":1,\"body\":null}");
        assertThat(sends(api.as("ada"), talk, message(message), Map.of("body", "teh wall"))
                        .at("/replayed")
                        .asBoolean())
                .isTrue();
    }

    private String message(String id) {
        return api.as("ada")
                .data("{ node(id: \"%s\") { ... on Message { clientMessageId } } }".formatted(id))
                .at("/node/clientMessageId")
                .asString();
    }

    @Test
    void eachPersonReactsOnceWithEachEmojiThroughAnyStormOfToggles() throws Exception {
        String message = says(api.as("ada"), talk, "look").at("/message/id").asString();
        for (String bad : List.of("", "x", "👍👍", "nice 👍", ":+1:")) {
            assertThat(code(react("ben", "addReaction", message, bad))).as(bad).isEqualTo("INVALID_EMOJI");
        }
        for (String good : List.of("❤️", "👍🏽", "👩‍👩‍👧‍👦", "🇩🇪", "3️⃣", "🏴‍☠️")) {
            assertThat(code(react("cleo", "addReaction", message, good)))
                    .as(good)
                    .isEmpty();
        }
        together(40, call -> react("ben", call % 2 == 0 ? "addReaction" : "removeReaction", message, "👍"));

        assertThat(world.values("MATCH (:User {handle: 'ben'})-[r:REACTED]->() RETURN count(r)")
                        .getFirst())
                .isIn(0L, 1L);
        react("ben", "addReaction", message, "👍");
        react("ada", "addReaction", message, "👍");
        JsonNode thumbs = reactions("ada", message).stream()
                .filter(found -> found.at("/emoji").asString().equals("👍"))
                .findFirst()
                .orElseThrow();
        assertThat(thumbs.at("/count").asInt()).isEqualTo(2);
        assertThat(thumbs.at("/users").size()).isEqualTo(2);
        assertThat(thumbs.at("/viewerHasReacted").asBoolean()).isTrue();

        world.block("ada", "ben");
        assertThat(reactions("ada", message).stream()
                        .filter(found -> found.at("/emoji").asString().equals("👍"))
                        .findFirst()
                        .orElseThrow()
                        .at("/count")
                        .asInt())
                .isEqualTo(1);
    }

    @Test
    void aMentionReachesThoseWhoTakePartAndABlockWinsOverIt() {
        world.block("dario", "ada");
        sends(
                api.as("ada"),
                talk,
                "m",
                Map.of(
                        "body",
                        "@ben @eve @dario",
                        "mentions",
                        List.of(
                                world.id("ben"),
                                world.id("ben"),
                                world.id("eve"),
                                world.id("dario"),
                                world.id("ada"))));
        says(api.as("cleo"), talk, "and more");

        assertThat(counts("ben")).isEqualTo("2/1");
        assertThat(counts("dario")).isEqualTo("2/0");
        String message = world.values("MATCH (m:Message {seq: 1}) RETURN m.id")
                .getFirst()
                .toString();
        assertThat(api.as("cleo")
                        .data("{ node(id: \"%s\") { ... on Message { mentions { handle } } } }"
                                .formatted(World.id("msg", Long.parseLong(message))))
                        .at("/node/mentions")
                        .toString())
                .isEqualTo("[{\"handle\":\"ben\"}]");

        does(api.as("ben"), "markRead", talk, Map.of("upToSeq", 1));
        assertThat(counts("ben")).isEqualTo("1/0");
    }

    @Test
    void horizonsGoForwardOnlyAndUnreadIsWhatLiesBeyondThemWithoutWhatWasUnsent() throws Exception {
        List<String> sent = new ArrayList<>();
        for (int message = 0; message < 6; message++) {
            sent.add(says(api.as("ada"), talk, "m" + message).at("/message/id").asString());
        }
        assertThat(counts("ben")).isEqualTo("6/0");
        together(12, call -> does(api.as("ben"), "markRead", talk, Map.of("upToSeq", call % 3)));
        assertThat(counts("ben")).isEqualTo("4/0");
        assertThat(does(api.as("ben"), "markRead", talk, Map.of("upToSeq", 1))
                        .at("/conversation/unreadCount")
                        .asInt())
                .isEqualTo(4);

        does(api.as("ada"), "unsendMessage", Map.of("messageId", sent.get(0)), "message { id }");
        assertThat(counts("ben")).isEqualTo("4/0");
        does(api.as("ada"), "unsendMessage", Map.of("messageId", sent.get(4)), "message { id }");
        assertThat(counts("ben")).isEqualTo("3/0");
        assertThat(counts("ada")).isEqualTo("0/0");
        does(api.as("ben"), "markRead", talk, Map.of("upToSeq", 1_000));
        assertThat(counts("ben")).isEqualTo("0/0");
        does(api.as("cleo"), "markDelivered", talk, Map.of("upToSeq", 5));
        assertThat(horizons("ada", "cleo")).isEqualTo("0/5");
        does(api.as("cleo"), "markRead", talk, Map.of("upToSeq", 6));
        assertThat(horizons("ada", "cleo")).isEqualTo("6/6");
    }

    @Test
    void receiptsAreSharedBothWaysOrNotAtAll() {
        says(api.as("ada"), talk, "hello");
        does(api.as("ben"), "markRead", talk, Map.of("upToSeq", 1));
        assertThat(horizons("ada", "ben")).isEqualTo("1/1");

        api.as("ben").data("mutation { updatePrivacySettings(input: {readReceipts: false}) { userErrors { code } } }");

        assertThat(horizons("ada", "ben")).isEqualTo("null/null");
        assertThat(horizons("ben", "ada")).isEqualTo("null/null");
        assertThat(horizons("ben", "ben")).isEqualTo("1/1");
        assertThat(horizons("cleo", "ada")).isEqualTo("1/1");
    }

    @Test
    void whatIsArchivedComesBackWithTheNextMessageUnlessItIsMuted() {
        says(api.as("ben"), talk, "one");
        assertThat(does(api.as("ada"), "archiveConversation", talk, Map.of("archived", true))
                        .at("/conversation/folder")
                        .asString())
                .isEqualTo("ARCHIVED");
        clock.pass(Duration.ofSeconds(1));
        says(api.as("ben"), talk, "two");
        assertThat(folder("ada")).isEqualTo("MAIN");

        does(api.as("ada"), "archiveConversation", talk, Map.of("archived", true));
        does(
                api.as("ada"),
                "muteConversation",
                talk,
                until(clock.instant().plus(Duration.ofHours(1)).toString()));
        clock.pass(Duration.ofSeconds(1));
        says(api.as("ben"), talk, "three");
        assertThat(folder("ada")).isEqualTo("ARCHIVED");
        assertThat(counts("ada")).isEqualTo("3/0");
        clock.pass(Duration.ofHours(1));
        assertThat(folder("ada")).isEqualTo("MAIN");

        does(api.as("ada"), "pinConversation", talk, Map.of("pinned", true));
        assertThat(api.as("ada")
                        .data(
                                "{ viewer { conversations(folder: PINNED, first: 5) { nodes { viewerParticipant { pinnedAt mutedUntil } } } } }")
                        .at("/viewer/conversations/nodes")
                        .size())
                .isEqualTo(1);
        assertThat(folder("ben")).isEqualTo("MAIN");
    }

    private static Map<String, @Nullable Object> until(String until) {
        return Map.of("until", until);
    }

    private JsonNode edit(String who, String message, String body) {
        return does(
                api.as(who), "editMessage", Map.of("messageId", message, "body", body), "message { body editedAt }");
    }

    private JsonNode react(String who, String mutation, String message, String emoji) {
        return does(api.as(who), mutation, Map.of("messageId", message, "emoji", emoji), "message { id }");
    }

    private List<JsonNode> reactions(String viewer, String message) {
        return api.as(viewer)
                .data(
                        "{ node(id: \"%s\") { ... on Message { reactions { emoji count viewerHasReacted users { handle } } } } }"
                                .formatted(message))
                .at("/node/reactions")
                .valueStream()
                .toList();
    }

    private String permissions(String viewer, String message) {
        return api.as(viewer)
                .data("{ node(id: \"%s\") { ... on Message { viewerCan { edit unsend react } } } }".formatted(message))
                .at("/node/viewerCan")
                .toString();
    }

    private String folder(String viewer) {
        return api.as(viewer)
                .data("{ node(id: \"%s\") { ... on Conversation { folder } } }".formatted(talk))
                .at("/node/folder")
                .asString();
    }

    private String counts(String viewer) {
        JsonNode found = api.as(viewer)
                .data(
                        "{ viewer { unread { messages } } node(id: \"%s\") { ... on Conversation { unreadCount unreadMentionCount } } }"
                                .formatted(talk));
        if (folder(viewer).equals("MAIN")) {
            assertThat(found.at("/viewer/unread/messages")).isEqualTo(found.at("/node/unreadCount"));
        }
        return found.at("/node/unreadCount") + "/" + found.at("/node/unreadMentionCount");
    }

    private String horizons(String viewer, String user) {
        return api.as(viewer)
                .data("""
                        { node(id: "%s") { ... on Conversation { participants(first: 9) {
                          nodes { user { handle } lastReadSeq lastDeliveredSeq } } } } }
                        """.formatted(talk))
                .at("/node/participants/nodes")
                .valueStream()
                .filter(node -> node.at("/user/handle").asString().equals(user))
                .map(node -> node.at("/lastReadSeq") + "/" + node.at("/lastDeliveredSeq"))
                .findFirst()
                .orElseThrow();
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

    /** What every one of {@code calls} calls at the same moment returned. */
    private static List<JsonNode> together(int calls, Call call) throws Exception {
        try (var threads =
                Executors.newFixedThreadPool(calls, Thread.ofVirtual().factory())) {
            List<Callable<JsonNode>> all = new ArrayList<>();
            for (int number = 0; number < calls; number++) {
                int own = number;
                all.add(() -> call.make(own));
            }
            List<JsonNode> answers = new ArrayList<>();
            for (var done : threads.invokeAll(all)) {
                answers.add(done.get());
            }
            return answers;
        }
    }

    /** One of several calls. */
    @FunctionalInterface
    private interface Call {
        JsonNode make(int number);
    }
}
