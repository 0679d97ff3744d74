package io.mutuals.conversation;

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
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Unread counts, receipts, mutes and inbox folders. */
@MutualsTest
class ReadStateApiTest {

    private static final long CONVERSATION = 101;

    private final Api api;
    private final World world;
    private final TestClock clock;
    private final String conversation = World.id("cnv", CONVERSATION);

    ReadStateApiTest(Api api, World world, TestClock clock) {
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
    void aMentionReachesParticipantsUnlessABlockHidesThem() {
        world.block("dario", "ada");
        sends(
                api.as("ada"),
                conversation,
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
        says(api.as("cleo"), conversation, "and more");

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

        does(api.as("ben"), "markRead", conversation, Map.of("upToSeq", 1));
        assertThat(counts("ben")).isEqualTo("1/0");
    }

    @Test
    void horizonsOnlyMoveForwardAndUnreadCountsLaterMessagesWithoutUnsentOnes() throws Exception {
        List<String> sent = new ArrayList<>();
        for (int message = 0; message < 6; message++) {
            sent.add(says(api.as("ada"), conversation, "m" + message)
                    .at("/message/id")
                    .asString());
        }
        assertThat(counts("ben")).isEqualTo("6/0");
        ConcurrentCalls.call(12, call -> does(api.as("ben"), "markRead", conversation, Map.of("upToSeq", call % 3)));
        assertThat(counts("ben")).isEqualTo("4/0");
        assertThat(does(api.as("ben"), "markRead", conversation, Map.of("upToSeq", 1))
                        .at("/conversation/unreadCount")
                        .asInt())
                .isEqualTo(4);

        does(api.as("ada"), "unsendMessage", Map.of("messageId", sent.get(0)), "message { id }");
        assertThat(counts("ben")).isEqualTo("4/0");
        does(api.as("ada"), "unsendMessage", Map.of("messageId", sent.get(4)), "message { id }");
        assertThat(counts("ben")).isEqualTo("3/0");
        assertThat(counts("ada")).isEqualTo("0/0");
        does(api.as("ben"), "markRead", conversation, Map.of("upToSeq", 1_000));
        assertThat(counts("ben")).isEqualTo("0/0");
        does(api.as("cleo"), "markDelivered", conversation, Map.of("upToSeq", 5));
        assertThat(horizons("ada", "cleo")).isEqualTo("0/5");
        does(api.as("cleo"), "markRead", conversation, Map.of("upToSeq", 6));
        assertThat(horizons("ada", "cleo")).isEqualTo("6/6");
    }

    @Test
    void receiptsAreSharedInBothDirectionsOrNotAtAll() {
        says(api.as("ada"), conversation, "hello");
        does(api.as("ben"), "markRead", conversation, Map.of("upToSeq", 1));
        assertThat(horizons("ada", "ben")).isEqualTo("1/1");

        api.as("ben").data("mutation { updatePrivacySettings(input: {readReceipts: false}) { userErrors { code } } }");

        assertThat(horizons("ada", "ben")).isEqualTo("null/null");
        assertThat(horizons("ben", "ada")).isEqualTo("null/null");
        assertThat(horizons("ben", "ben")).isEqualTo("1/1");
        assertThat(horizons("cleo", "ada")).isEqualTo("1/1");
    }

    @Test
    void aMuteUntilThePastIsRefusedAndLeavesTheCurrentOneInPlace() {
        Instant end = clock.instant().plus(Duration.ofHours(1)).truncatedTo(ChronoUnit.MILLIS);
        does(api.as("ada"), "muteConversation", conversation, until(end.toString()));
        for (Instant over : List.of(clock.instant().minus(Duration.ofDays(1)), Instant.EPOCH)) {
            JsonNode refused = does(api.as("ada"), "muteConversation", conversation, until(over.toString()));
            assertThat(refused.at("/userErrors/0/code").asString()).isEqualTo("INVALID_UNTIL");
            assertThat(refused.at("/userErrors/0/field").toString()).isEqualTo("[\"input\",\"until\"]");
        }
        assertThat(world.values(
                        "MATCH (:User {handle: 'ada'})-[p:PARTICIPATES_IN]->() RETURN p.mutedUntil.epochMillis"))
                .containsExactly(end.toEpochMilli());
    }

    @Test
    void anArchivedConversationReturnsWithTheNextMessageUnlessItIsMuted() {
        says(api.as("ben"), conversation, "one");
        assertThat(does(api.as("ada"), "archiveConversation", conversation, Map.of("archived", true))
                        .at("/conversation/folder")
                        .asString())
                .isEqualTo("ARCHIVED");
        clock.pass(Duration.ofSeconds(1));
        says(api.as("ben"), conversation, "two");
        assertThat(folder("ada")).isEqualTo("MAIN");

        does(api.as("ada"), "archiveConversation", conversation, Map.of("archived", true));
        does(
                api.as("ada"),
                "muteConversation",
                conversation,
                until(clock.instant().plus(Duration.ofHours(1)).toString()));
        clock.pass(Duration.ofSeconds(1));
        says(api.as("ben"), conversation, "three");
        assertThat(folder("ada")).isEqualTo("ARCHIVED");
        assertThat(counts("ada")).isEqualTo("3/0");
        clock.pass(Duration.ofHours(1));
        assertThat(folder("ada")).isEqualTo("MAIN");

        does(api.as("ada"), "pinConversation", conversation, Map.of("pinned", true));
        assertThat(api.as("ada")
                        .data("{ viewer { conversations(folder: PINNED, "
                                + "first: 5) { nodes { viewerParticipant { pinnedAt mutedUntil } } } } }")
                        .at("/viewer/conversations/nodes")
                        .size())
                .isEqualTo(1);
        assertThat(folder("ben")).isEqualTo("MAIN");
    }

    private static Map<String, @Nullable Object> until(String until) {
        return Map.of("until", until);
    }

    private String folder(String viewer) {
        return api.as(viewer)
                .data("{ node(id: \"%s\") { ... on Conversation { folder } } }".formatted(conversation))
                .at("/node/folder")
                .asString();
    }

    private String counts(String viewer) {
        JsonNode found = api.as(viewer)
                .data(("{ viewer { unread { messages } } node(id: \"%s\") { ... on "
                                + "Conversation { unreadCount unreadMentionCount } } }")
                        .formatted(conversation));
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
                        """.formatted(conversation))
                .at("/node/participants/nodes")
                .valueStream()
                .filter(node -> node.at("/user/handle").asString().equals(user))
                .map(node -> node.at("/lastReadSeq") + "/" + node.at("/lastDeliveredSeq"))
                .findFirst()
                .orElseThrow();
    }
}
