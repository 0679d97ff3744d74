package io.mutuals.conversation.events;

import static io.mutuals.Mutations.does;
import static io.mutuals.Mutations.says;
import static org.assertj.core.api.Assertions.assertThat;

import io.mutuals.Api;
import io.mutuals.LiveSocket;
import io.mutuals.MutualsTest;
import io.mutuals.TestClock;
import io.mutuals.World;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Conversation events for clients that were away. */
@MutualsTest
class SyncApiTest {

    private static final long CONVERSATION = 101;

    private final Api api;
    private final World world;
    private final TestClock clock;
    private final String conversation = World.id("cnv", CONVERSATION);
    private final ConversationEventQueries events;

    SyncApiTest(Api api, World world, TestClock clock) {
        this.api = api;
        this.world = world;
        this.clock = clock;
        this.events = new ConversationEventQueries(api, conversation);
    }

    @BeforeEach
    void given() {
        world.clear();
        world.friends("ada", "ben", "cleo").people("dario");
        world.group(CONVERSATION, "Climbers", "ada", "ben", "cleo");
    }

    @Test
    void changesOfAUsersOwnStateReachTheirOwnDevicesOnly() {
        String cursor = events.sync("ben", null).at("/cursor").asString();
        does(api.as("ada"), "pinConversation", conversation, Map.of("pinned", true));
        does(api.as("ada"), "updatePrivacySettings", Map.of("readReceipts", false), "settings { readReceipts }");
        says(api.as("ben"), conversation, "hello");
        does(api.as("ada"), "markRead", conversation, Map.of("upToSeq", 1));

        JsonNode delta = events.sync("ben", cursor);

        assertThat(ConversationEventQueries.types(delta)).containsExactly("MessageSent");
        assertThat(ConversationEventQueries.types(
                        events.sync("ben", delta.at("/cursor").asString())))
                .isEmpty();
    }

    @Test
    void aReplyMarksEarlierMessagesAsReadAndSyncAndStreamsReportItOnce() {
        says(api.as("ada"), conversation, "one");
        says(api.as("ada"), conversation, "two");
        String cursor = events.sync("cleo", null).at("/cursor").asString();
        try (LiveSocket socket = events.socket("cleo", null)) {
            ConversationEventQueries.Stream stream =
                    new ConversationEventQueries.Stream(() -> socket.data().at("/conversationEvents"));
            stream.next(0);
            says(api.as("ben"), conversation, "three");
            says(api.as("ben"), conversation, "four");

            List<String> told =
                    stream.next(3).stream().map(ConversationEventQueries::told).toList();

            assertThat(told).containsExactly("MessageSent 3", "ReadStateChanged ben", "MessageSent 4");
            for (String listener : List.of("cleo", "ben")) {
                assertThat(events.sync(listener, cursor)
                                .at("/events")
                                .valueStream()
                                .map(ConversationEventQueries::told)
                                .toList())
                        .as(listener)
                        .isEqualTo(told);
            }
        }
        does(api.as("ben"), "markRead", conversation, Map.of("upToSeq", 4));
        does(api.as("cleo"), "updatePrivacySettings", Map.of("readReceipts", false), "settings { readReceipts }");
        assertThat(ConversationEventQueries.types(events.sync("cleo", cursor)))
                .containsExactly("MessageSent", "MessageSent");
    }

    @Test
    void everyEventNamesItsSubjectAndChangeInFieldsThatFitIntoOneSelection() {
        String message =
                says(api.as("ada"), conversation, "one").at("/message/id").asString();
        String cursor = events.sync("ben", null).at("/cursor").asString();
        says(api.as("cleo"), conversation, "two");
        does(api.as("ada"), "editMessage", Map.of("messageId", message, "body", "three"), "message { id }");
        does(
                api.as("ada"),
                "addParticipants",
                Map.of("conversationId", conversation, "userIds", List.of(world.id("dario"))),
                "conversation { id }");

        JsonNode told = api.as("ben").data("""
                { sync(after: "%s") { events { __typename
                  ... on MessageSent { participant { id lastReadSeq user { handle } } }
                  ... on ReadStateChanged { participant { id lastReadSeq } }
                  ... on MessageChanged { messageChange messageWas: change }
                  ... on ParticipantChanged { participantChange participantWas: change } } } }
                """.formatted(cursor)).at("/sync/events");

        assertThat(ConversationEventQueries.types(api.as("ben")
                        .data("{ sync(after: \"%s\") { events { __typename } } }".formatted(cursor))
                        .at("/sync")))
                .containsExactly("MessageSent", "ReadStateChanged", "MessageChanged", "ParticipantChanged");
        assertThat(told.at("/0/participant/user/handle").asString()).isEqualTo("cleo");
        assertThat(told.at("/0/participant/lastReadSeq").asInt()).isEqualTo(2);
        assertThat(told.at("/1/participant/id").asString())
                .isNotEmpty()
                .isEqualTo(told.at("/0/participant/id").asString());
        assertThat(told.at("/2/messageChange").asString()).isEqualTo("EDITED");
        assertThat(told.at("/2/messageWas")).isEqualTo(told.at("/2/messageChange"));
        assertThat(told.at("/3/participantChange").asString()).isEqualTo("ADDED");
        assertThat(told.at("/3/participantWas")).isEqualTo(told.at("/3/participantChange"));
    }

    @Test
    void newParticipantsReceiveNoEventsFromBeforeTheyJoined() {
        String cursor = events.sync("dario", null).at("/cursor").asString();
        String early =
                says(api.as("ada"), conversation, "secret").at("/message/id").asString();
        does(
                api.as("ada"),
                "addParticipants",
                Map.of("conversationId", conversation, "userIds", List.of(world.id("dario"))),
                "conversation { id }");
        does(api.as("ada"), "editMessage", Map.of("messageId", early, "body", "secret still"), "message { id }");
        says(api.as("ada"), conversation, "welcome");

        JsonNode delta = events.sync("dario", cursor);

        assertThat(delta.at("/events").valueStream().map(ConversationEventQueries::told))
                .containsExactly("ParticipantChanged ADDED dario by ada", "MessageSent 2");
        assertThat(delta.toString()).doesNotContain("secret");
    }

    @Test
    void cursorsThatAreTooOldOrOfAnotherConversationAreRefused() {
        says(api.as("ada"), conversation, "hi");
        String ofOne = api.as("ben")
                .data("{ node(id: \"%s\") { ... on Conversation { eventCursor } } }".formatted(conversation))
                .at("/node/eventCursor")
                .asString();
        String ofAll = events.sync("ben", null).at("/cursor").asString();
        assertThat(api.as("ben")
                        .ask("{ sync(after: \"%s\") { cursor } }".formatted(ofOne))
                        .code())
                .isEqualTo("INVALID_CURSOR");
        assertThat(api.as("ben").ask("{ sync(after: \"rubbish\") { cursor } }").code())
                .isEqualTo("INVALID_CURSOR");
        assertThat(api.as("ben").ask("{ sync(limit: 501) { cursor } }").code()).isEqualTo("INVALID_ARGUMENT");
        world.group(102, "Others", "ben", "ada");
        assertThat(events.refusal(
                        "ben",
                        "subscription { conversationEvents(conversationId: \"%s\", after: \"%s\") { cursor } }"
                                .formatted(World.id("cnv", 102), ofOne)))
                .isEqualTo("INVALID_CURSOR");

        clock.pass(Duration.ofDays(31));

        assertThat(api.as("ben")
                        .ask("{ sync(after: \"%s\") { cursor } }".formatted(ofAll))
                        .code())
                .isEqualTo("RESYNC_REQUIRED");
    }
}
