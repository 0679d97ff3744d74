package io.mutuals.conversation.events;

import static io.mutuals.Mutations.does;
import static io.mutuals.Mutations.opens;
import static io.mutuals.Mutations.says;
import static org.assertj.core.api.Assertions.assertThat;

import io.mutuals.Api;
import io.mutuals.FriendMutations;
import io.mutuals.LiveEvents;
import io.mutuals.LiveSocket;
import io.mutuals.MutualsTest;
import io.mutuals.TestClock;
import io.mutuals.World;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Streams of conversation events. */
@MutualsTest
class StreamsApiTest {

    private static final long CONVERSATION = 101;

    private final Api api;
    private final World world;
    private final TestClock clock;
    private final String conversation = World.id("cnv", CONVERSATION);
    private final ConversationEventQueries events;

    StreamsApiTest(Api api, World world, TestClock clock) {
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
    void aStreamDeliversMissedThenLiveEventsOnceAndInOrderOverBothTransports() {
        says(api.as("ada"), conversation, "before");
        String cursor = api.as("ben")
                .data(("{ node(id: \"%s\") { ... on Conversation { eventCursor "
                                + "messages(last: 5) { nodes { body } } } } }")
                        .formatted(conversation))
                .at("/node/eventCursor")
                .asString();
        IntStream.rangeClosed(1, 120).forEach(i -> says(api.as("ada"), conversation, "missed " + i));
        try (LiveSocket socket = events.socket("ben", cursor);
                LiveEvents sent = LiveEvents.of(api, api.token("ben"), events.subscription(cursor), Map.of())) {
            ConversationEventQueries.Stream overSocket =
                    new ConversationEventQueries.Stream(() -> socket.data().at("/conversationEvents"));
            ConversationEventQueries.Stream overEvents =
                    new ConversationEventQueries.Stream(() -> sent.data().at("/conversationEvents"));
            for (ConversationEventQueries.Stream stream : List.of(overSocket, overEvents)) {
                assertThat(stream.bodies(120)).isEqualTo(numbered("missed ", 120));
            }
            IntStream.rangeClosed(1, 30)
                    .forEach(i -> says(api.as(i % 2 == 0 ? "ada" : "cleo"), conversation, "live " + i));
            for (ConversationEventQueries.Stream stream : List.of(overSocket, overEvents)) {
                assertThat(stream.bodies(30)).isEqualTo(numbered("live ", 30));
            }
            String message =
                    says(api.as("cleo"), conversation, "last").at("/message/id").asString();
            does(api.as("cleo"), "editMessage", Map.of("messageId", message, "body", "very last"), "message { id }");
            does(api.as("ada"), "addReaction", Map.of("messageId", message, "emoji", "👍"), "message { id }");
            does(api.as("cleo"), "unsendMessage", Map.of("messageId", message), "message { id }");
            does(api.as("ada"), "markRead", conversation, Map.of("upToSeq", 152));
            does(
                    api.as("ada"),
                    "updateGroup",
                    Map.of("conversationId", conversation, "title", "Walls"),
                    "conversation { id }");
            does(api.as("ben"), "pinConversation", conversation, Map.of("pinned", true));
            does(
                    api.as("ada"),
                    "addParticipants",
                    Map.of("conversationId", conversation, "userIds", List.of(world.id("dario"))),
                    "conversation { id }");
            for (ConversationEventQueries.Stream stream : List.of(overSocket, overEvents)) {
                assertThat(stream.next(10).stream()
                                .map(ConversationEventQueries::told)
                                .toList())
                        .containsExactly(
                                "ReadStateChanged ada",
                                "MessageSent 152",
                                "ReadStateChanged cleo",
                                "MessageChanged EDITED 152",
                                "MessageChanged REACTIONS 152",
                                "MessageChanged UNSENT 152",
                                "ReadStateChanged ada",
                                "ConversationUpdated Walls",
                                "ConversationUpdated Walls",
                                "ParticipantChanged ADDED dario by ada");
            }
        }
    }

    @Test
    void syncMatchesAFreshReadAndASubscriptionContinuesItWithoutAGap() {
        JsonNode fresh = api.as("ben").data("""
                { sync { cursor events { __typename } viewer { conversations(first: 10) { nodes { id } } } } }
                """).at("/sync");
        assertThat(fresh.at("/events")).isEmpty();
        String cursor = fresh.at("/cursor").asString();
        String direct = opens(api.as("ada"), world.id("ben"));
        for (int i = 1; i <= 40; i++) {
            says(api.as("ada"), i % 2 == 0 ? conversation : direct, "m" + i);
            clock.pass(Duration.ofSeconds(i == 20 ? 3_600 : 7));
        }
        List<String> bodies = new ArrayList<>();
        while (true) {
            JsonNode delta = api.as("ben")
                    .data("{ sync(after: \"%s\", limit: 7) { %s } }".formatted(cursor, ConversationEventQueries.EVENTS))
                    .at("/sync");
            assertThat(delta.at("/events").size()).isLessThanOrEqualTo(7);
            delta.at("/events")
                    .forEach(event -> bodies.add(event.at("/message/body").asString()));
            cursor = delta.at("/cursor").asString();
            if (!delta.at("/hasMore").asBoolean()) {
                break;
            }
        }
        assertThat(bodies).isEqualTo(numbered("m", 40));
        says(api.as("ada"), direct, "between");
        try (LiveSocket socket = LiveSocket.signedIn(api, api.token("ben"), Map.of())) {
            socket.subscribe(
                    "i",
                    "subscription { inboxEvents(after: \"%s\") { %s } }"
                            .formatted(cursor, ConversationEventQueries.EVENTS));
            ConversationEventQueries.Stream stream =
                    new ConversationEventQueries.Stream(() -> socket.data().at("/inboxEvents"));
            assertThat(stream.bodies(1)).containsExactly("between");
            says(api.as("cleo"), conversation, "live");
            says(api.as("ada"), direct, "more");
            assertThat(stream.bodies(2)).containsExactlyInAnyOrder("live", "more");
        }
    }

    @Test
    void concurrentEventsOfManyConversationsReachTheInboxOnceEach() throws Exception {
        List<String> conversations = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            world.group(200 + i, "G" + i, "ada", "ben", "cleo");
            conversations.add(World.id("cnv", 200 + i));
        }
        try (LiveSocket socket = LiveSocket.signedIn(api, api.token("ben"), Map.of());
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            socket.subscribe("i", "subscription { inboxEvents { %s } }".formatted(ConversationEventQueries.EVENTS));
            ConversationEventQueries.Stream stream =
                    new ConversationEventQueries.Stream(() -> socket.data().at("/inboxEvents"));
            stream.next(0);
            for (int writer = 0; writer < 8; writer++) {
                int own = writer;
                var _ = threads.submit(() -> IntStream.range(0, 25)
                        .forEach(i -> says(
                                api.as(own % 2 == 0 ? "ada" : "cleo"),
                                conversations.get((own + i) % 8),
                                own + "." + i)));
            }
            List<JsonNode> heard = stream.messages(200);
            assertThat(heard.stream().map(event -> event.at("/message/body").asString()))
                    .doesNotHaveDuplicates();
            for (String id : conversations) {
                assertThat(heard.stream()
                                .filter(event ->
                                        event.at("/conversationId").asString().equals(id))
                                .map(event -> event.at("/message/seq").asInt()))
                        .isEqualTo(IntStream.rangeClosed(1, 25).boxed().toList());
            }
            for (JsonNode rest = socket.poll(Duration.ofMillis(500));
                    rest != null;
                    rest = socket.poll(Duration.ofMillis(500))) {
                assertThat(rest.toString()).doesNotContain("MessageSent");
            }
        }
    }

    @Test
    void anEventWithoutAHintIsFoundByPolling() {
        try (LiveSocket socket = events.socket("ben", null)) {
            ConversationEventQueries.Stream stream =
                    new ConversationEventQueries.Stream(() -> socket.data().at("/conversationEvents"));
            stream.next(0);
            world.run("""
                    MATCH (c:Conversation {id: 101}), (u:User {handle: 'ada'})
                    SET c.lastSeq = 1, c.lastEvent = 1, c.lastEventAt = $at, c.lastMessageAt = $at
                    CREATE (u)-[:SENT]->(:Message:Event {id: 1, conversationId: 101, seq: 1, senderId: u.id,
                      body: 'silent', sentAt: $at,
                      event: 1, eventAt: $at})-[:IN]->(c)
                    """, Map.of("at", clock.instant().atZone(java.time.ZoneOffset.UTC)));
            assertThat(stream.bodies(1)).containsExactly("silent");
        }
    }

    @Test
    void removalABlockAndLeavingEndTheStreamWithConversationGoneWithinFiveSeconds() {
        String direct = opens(api.as("ada"), world.id("ben"));
        says(api.as("ada"), direct, "hi");
        says(api.as("ada"), conversation, "hi");
        try (LiveSocket inGroup = events.socket("ben", null);
                LiveSocket inDirect = LiveSocket.signedIn(api, api.token("ben"), Map.of())) {
            inDirect.subscribe(
                    "d",
                    "subscription { conversationEvents(conversationId: \"%s\") { %s } }"
                            .formatted(direct, ConversationEventQueries.EVENTS));
            inGroup.data();
            inDirect.data();
            String cursor = events.sync("ben", null).at("/cursor").asString();

            does(
                    api.as("ada"),
                    "removeParticipant",
                    Map.of("conversationId", conversation, "userId", world.id("ben")),
                    "conversation { id }");
            FriendMutations.does(api.as("ada"), "blockUser", world.id("ben"));

            for (LiveSocket socket : List.of(inGroup, inDirect)) {
                assertThat(ConversationEventQueries.told(socket.data().at("/conversationEvents/events/0")))
                        .startsWith("ConversationGone");
                assertThat(socket.next().path("type").asString()).isEqualTo("complete");
            }
            assertThat(ConversationEventQueries.types(events.sync("ben", cursor)))
                    .containsExactly("ConversationGone", "ConversationGone");
            says(api.as("ada"), conversation, "without ben");
            JsonNode later =
                    events.sync("ben", events.sync("ben", cursor).at("/cursor").asString());
            assertThat(ConversationEventQueries.types(later)).isEmpty();
        }
        assertThat(events.refusal(
                        "ben",
                        "subscription { conversationEvents(conversationId: \"%s\") { cursor } }"
                                .formatted(conversation)))
                .isEqualTo("NOT_FOUND")
                .isEqualTo(events.refusal(
                        "dario",
                        "subscription { conversationEvents(conversationId: \"%s\") { cursor } }"
                                .formatted(conversation)))
                .isEqualTo(events.refusal(
                        "ben",
                        "subscription { conversationEvents(conversationId: \"%s\") { cursor } }"
                                .formatted(World.id("cnv", 999))));
    }

    @Test
    void eventsOfTwentyMessagesByTwentyUsersCostAsManyQueriesAsOne() {
        String[] people = IntStream.range(0, 20).mapToObj(i -> "p" + i).toArray(String[]::new);
        world.friends("ada", people).group(300, "Many", people).group(301, "Few", people);
        String many = World.id("cnv", 300);
        String few = World.id("cnv", 301);
        String cursor = events.sync("p0", null).at("/cursor").asString();
        for (String person : people) {
            says(api.as(person), many, "by " + person);
        }
        says(api.as("p1"), few, "alone");
        assertThat(queries("p0", few, cursor, 1))
                .as("twenty messages, nineteen of them by people who had not read the ones before")
                .isEqualTo(queries("p0", many, cursor, 20 + 19))
                .isLessThanOrEqualTo(3);
    }

    private int queries(String who, String conversation, String cursor, int events) {
        try (LiveSocket socket = LiveSocket.signedIn(api, api.token(who), Map.of("Mutuals-Proof", "1"))) {
            socket.subscribe("s", """
                    subscription { conversationEvents(conversationId: "%s", after: "%s") { events {
                      ... on MessageSent { message { body sender { handle relationship { isFriend } } } } } } }
                    """.formatted(conversation, cursor));
            JsonNode first = socket.next();
            assertThat(first.at("/payload/data/conversationEvents/events").size())
                    .isEqualTo(events);
            return first.at("/payload/extensions/proof/neo4jQueries").asInt(-1);
        }
    }

    private static List<String> numbered(String prefix, int count) {
        return IntStream.rangeClosed(1, count).mapToObj(i -> prefix + i).toList();
    }
}
