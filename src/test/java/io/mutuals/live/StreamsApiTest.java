package io.mutuals.live;

import static io.mutuals.Mutations.code;
import static io.mutuals.Mutations.does;
import static io.mutuals.Mutations.opens;
import static io.mutuals.Mutations.says;
import static org.assertj.core.api.Assertions.assertThat;

import io.mutuals.Api;
import io.mutuals.Friends;
import io.mutuals.LiveEvents;
import io.mutuals.LiveSocket;
import io.mutuals.LocalTokens;
import io.mutuals.MutualsTest;
import io.mutuals.TestClock;
import io.mutuals.World;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;

/** What happens in conversations, as it reaches those who listen, and those who were away. */
@MutualsTest
@TestPropertySource(properties = "mutuals.action-limit.send-message=100000 per 1m")
class StreamsApiTest {

    private static final long TALK = 101;

    /** What is asked of every event. */
    private static final String EVENTS = """
            cursor hasMore events { __typename conversationId at
              ... on MessageSent { message { seq body sender { handle } } }
              ... on MessageChanged { change message { seq body } }
              ... on ParticipantChanged { participantChange: change user { handle } by { handle } }
              ... on ReadStateChanged { participant { user { handle } lastReadSeq } }
              ... on ConversationUpdated { conversation { title folder } }
              ... on TypingChanged { users { handle } } }
            """;

    private final Api api;
    private final World world;
    private final TestClock clock;
    private final String talk = World.id("cnv", TALK);

    StreamsApiTest(Api api, World world, TestClock clock) {
        this.api = api;
        this.world = world;
        this.clock = clock;
    }

    @BeforeEach
    void given() {
        world.clear();
        world.friends("ada", "ben", "cleo").people("dario");
        world.group(TALK, "Climbers", "ada", "ben", "cleo");
    }

    @Test
    void aStreamTellsFirstWhatWasMissedThenWhatHappensEachOnceAndInOrderOverBothTransports() {
        says(api.as("ada"), talk, "before");
        String cursor = api.as("ben")
                .data(
                        "{ node(id: \"%s\") { ... on Conversation { eventCursor messages(last: 5) { nodes { body } } } } }"
                                .formatted(talk))
                .at("/node/eventCursor")
                .asString();
        IntStream.rangeClosed(1, 120).forEach(i -> says(api.as("ada"), talk, "missed " + i));
        try (LiveSocket socket = socket("ben", cursor);
                LiveEvents events = LiveEvents.of(
                        api, LocalTokens.mint(world.number("ben")), conversationEvents(cursor), Map.of())) {
            Stream overSocket = new Stream(() -> socket.data().at("/conversationEvents"));
            Stream overEvents = new Stream(() -> events.data().at("/conversationEvents"));
            for (Stream stream : List.of(overSocket, overEvents)) {
                assertThat(stream.bodies(120)).isEqualTo(numbered("missed ", 120));
            }
            IntStream.rangeClosed(1, 30).forEach(i -> says(api.as(i % 2 == 0 ? "ada" : "cleo"), talk, "live " + i));
            for (Stream stream : List.of(overSocket, overEvents)) {
                assertThat(stream.bodies(30)).isEqualTo(numbered("live ", 30));
            }
            String message =
                    says(api.as("cleo"), talk, "last").at("/message/id").asString();
            does(api.as("cleo"), "editMessage", Map.of("messageId", message, "body", "very last"), "message { id }");
            does(api.as("ada"), "addReaction", Map.of("messageId", message, "emoji", "👍"), "message { id }");
            does(api.as("cleo"), "unsendMessage", Map.of("messageId", message), "message { id }");
            does(api.as("ada"), "markRead", talk, Map.of("upToSeq", 152));
            does(api.as("ada"), "updateGroup", Map.of("conversationId", talk, "title", "Walls"), "conversation { id }");
            does(api.as("ben"), "pinConversation", talk, Map.of("pinned", true));
            does(
                    api.as("ada"),
                    "addParticipants",
                    Map.of("conversationId", talk, "userIds", List.of(world.id("dario"))),
                    "conversation { id }");
            for (Stream stream : List.of(overSocket, overEvents)) {
                assertThat(stream.next(8).stream().map(StreamsApiTest::told).toList())
                        .containsExactly(
                                "MessageSent 152",
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
    void whatIsAnybodysOwnIsToldToTheirOwnDevicesAlone() {
        String cursor = sync("ben", null).at("/cursor").asString();
        does(api.as("ada"), "pinConversation", talk, Map.of("pinned", true));
        does(api.as("ada"), "updatePrivacySettings", Map.of("readReceipts", false), "settings { readReceipts }");
        says(api.as("ben"), talk, "hello");
        does(api.as("ada"), "markRead", talk, Map.of("upToSeq", 1));

        JsonNode delta = sync("ben", cursor);

        assertThat(types(delta)).containsExactly("MessageSent");
        assertThat(types(sync("ben", delta.at("/cursor").asString()))).isEmpty();
    }

    @Test
    void syncGivesWhatAFreshReadGivesAndGoesOnInASubscriptionWithoutAGap() {
        JsonNode fresh = api.as("ben").data("""
                { sync { cursor events { __typename } viewer { conversations(first: 10) { nodes { id } } } } }
                """).at("/sync");
        assertThat(fresh.at("/events")).isEmpty();
        String cursor = fresh.at("/cursor").asString();
        String direct = opens(api.as("ada"), world.id("ben"));
        for (int i = 1; i <= 40; i++) {
            says(api.as("ada"), i % 2 == 0 ? talk : direct, "m" + i);
            clock.pass(Duration.ofSeconds(i == 20 ? 3_600 : 7));
        }
        List<String> bodies = new ArrayList<>();
        while (true) {
            JsonNode delta = api.as("ben")
                    .data("{ sync(after: \"%s\", limit: 7) { %s } }".formatted(cursor, EVENTS))
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
        try (LiveSocket socket = LiveSocket.signedIn(api, LocalTokens.mint(world.number("ben")), Map.of())) {
            socket.subscribe("i", "subscription { inboxEvents(after: \"%s\") { %s } }".formatted(cursor, EVENTS));
            Stream stream = new Stream(() -> socket.data().at("/inboxEvents"));
            assertThat(stream.bodies(1)).containsExactly("between");
            says(api.as("cleo"), talk, "live");
            says(api.as("ada"), direct, "more");
            assertThat(stream.bodies(2)).containsExactlyInAnyOrder("live", "more");
        }
    }

    @Test
    void whatHappensAtOnceInManyConversationsReachesTheInboxOnceEach() throws Exception {
        List<String> talks = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            world.group(200 + i, "G" + i, "ada", "ben", "cleo");
            talks.add(World.id("cnv", 200 + i));
        }
        try (LiveSocket socket = LiveSocket.signedIn(api, LocalTokens.mint(world.number("ben")), Map.of());
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            socket.subscribe("i", "subscription { inboxEvents { %s } }".formatted(EVENTS));
            Stream stream = new Stream(() -> socket.data().at("/inboxEvents"));
            stream.next(0);
            for (int writer = 0; writer < 8; writer++) {
                int own = writer;
                threads.submit(() -> IntStream.range(0, 25)
                        .forEach(i ->
                                says(api.as(own % 2 == 0 ? "ada" : "cleo"), talks.get((own + i) % 8), own + "." + i)));
            }
            List<JsonNode> events = stream.next(200);
            assertThat(events.stream().map(event -> event.at("/message/body").asString()))
                    .doesNotHaveDuplicates();
            for (String id : talks) {
                assertThat(events.stream()
                                .filter(event ->
                                        event.at("/conversationId").asString().equals(id))
                                .map(event -> event.at("/message/seq").asInt()))
                        .isEqualTo(IntStream.rangeClosed(1, 25).boxed().toList());
            }
            assertThat(socket.poll(Duration.ofMillis(500))).isNull();
        }
    }

    @Test
    void whatComesWithoutAHintIsFoundByLooking() {
        try (LiveSocket socket = socket("ben", null)) {
            Stream stream = new Stream(() -> socket.data().at("/conversationEvents"));
            stream.next(0);
            world.run("""
                    MATCH (c:Conversation {id: 101}), (u:User {handle: 'ada'})
                    SET c.lastSeq = 1, c.lastEvent = 1, c.lastEventAt = $at, c.lastMessageAt = $at
                    CREATE (u)-[:SENT]->(:Message:Event {id: 1, conversationId: 101, seq: 1, senderId: u.id, body: 'silent', sentAt: $at,
                      event: 1, eventAt: $at})-[:IN]->(c)
                    """, Map.of("at", clock.instant().atZone(java.time.ZoneOffset.UTC)));
            assertThat(stream.bodies(1)).containsExactly("silent");
        }
    }

    @Test
    void whoIsRemovedOrBlockedOrLeavesHearsThatItIsGoneWithinFiveSecondsAndTheStreamEnds() {
        String direct = opens(api.as("ada"), world.id("ben"));
        says(api.as("ada"), direct, "hi");
        says(api.as("ada"), talk, "hi");
        try (LiveSocket inGroup = socket("ben", null);
                LiveSocket inDirect = LiveSocket.signedIn(api, LocalTokens.mint(world.number("ben")), Map.of())) {
            inDirect.subscribe(
                    "d",
                    "subscription { conversationEvents(conversationId: \"%s\") { %s } }".formatted(direct, EVENTS));
            inGroup.data();
            inDirect.data();
            String cursor = sync("ben", null).at("/cursor").asString();

            does(
                    api.as("ada"),
                    "removeParticipant",
                    Map.of("conversationId", talk, "userId", world.id("ben")),
                    "conversation { id }");
            Friends.does(api.as("ada"), "blockUser", world.id("ben"));

            for (LiveSocket socket : List.of(inGroup, inDirect)) {
                assertThat(told(socket.data().at("/conversationEvents/events/0")))
                        .startsWith("ConversationGone");
                assertThat(socket.next().path("type").asString()).isEqualTo("complete");
            }
            assertThat(types(sync("ben", cursor))).containsExactly("ConversationGone", "ConversationGone");
            says(api.as("ada"), talk, "without ben");
            JsonNode later = sync("ben", sync("ben", cursor).at("/cursor").asString());
            assertThat(types(later)).isEmpty();
        }
        assertThat(refusal(
                        "ben",
                        "subscription { conversationEvents(conversationId: \"%s\") { cursor } }".formatted(talk)))
                .isEqualTo("NOT_FOUND")
                .isEqualTo(refusal(
                        "dario",
                        "subscription { conversationEvents(conversationId: \"%s\") { cursor } }".formatted(talk)))
                .isEqualTo(refusal(
                        "ben",
                        "subscription { conversationEvents(conversationId: \"%s\") { cursor } }"
                                .formatted(World.id("cnv", 999))));
    }

    @Test
    void newcomersHearNothingFromBeforeTheyCame() {
        String cursor = sync("dario", null).at("/cursor").asString();
        String early = says(api.as("ada"), talk, "secret").at("/message/id").asString();
        does(
                api.as("ada"),
                "addParticipants",
                Map.of("conversationId", talk, "userIds", List.of(world.id("dario"))),
                "conversation { id }");
        does(api.as("ada"), "editMessage", Map.of("messageId", early, "body", "secret still"), "message { id }");
        says(api.as("ada"), talk, "welcome");

        JsonNode delta = sync("dario", cursor);

        assertThat(delta.at("/events").valueStream().map(StreamsApiTest::told))
                .containsExactly("ParticipantChanged ADDED dario by ada", "MessageSent 2");
        assertThat(delta.toString()).doesNotContain("secret");
    }

    @Test
    void cursorsThatAreTooOldOrOfAnotherConversationAreRefusedWithACode() {
        says(api.as("ada"), talk, "hi");
        String ofOne = api.as("ben")
                .data("{ node(id: \"%s\") { ... on Conversation { eventCursor } } }".formatted(talk))
                .at("/node/eventCursor")
                .asString();
        String ofAll = sync("ben", null).at("/cursor").asString();
        assertThat(api.as("ben")
                        .ask("{ sync(after: \"%s\") { cursor } }".formatted(ofOne))
                        .code())
                .isEqualTo("INVALID_CURSOR");
        assertThat(api.as("ben").ask("{ sync(after: \"rubbish\") { cursor } }").code())
                .isEqualTo("INVALID_CURSOR");
        assertThat(api.as("ben").ask("{ sync(limit: 501) { cursor } }").code()).isEqualTo("INVALID_ARGUMENT");
        world.group(102, "Others", "ben", "ada");
        assertThat(refusal(
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

    @Test
    void anEventOfTwentyMessagesByTwentyPeopleCostsWhatOneCosts() {
        String[] people = IntStream.range(0, 20).mapToObj(i -> "p" + i).toArray(String[]::new);
        world.friends("ada", people).group(300, "Many", people).group(301, "Few", people);
        String many = World.id("cnv", 300);
        String few = World.id("cnv", 301);
        String cursor = sync("p0", null).at("/cursor").asString();
        for (String person : people) {
            says(api.as(person), many, "by " + person);
        }
        says(api.as("p1"), few, "alone");
        assertThat(queries("p0", few, cursor, 1))
                .isEqualTo(queries("p0", many, cursor, 20))
                .isLessThanOrEqualTo(3);
    }

    @Test
    void whoWritesIsToldToThoseWhoMaySeeItAndEndsByItself() {
        world.block("cleo", "ada");
        try (LiveSocket ben = socket("ben", null);
                LiveSocket cleo = socket("cleo", null)) {
            ben.data();
            cleo.data();
            typing("ada", true);

            assertThat(told(ben.data().at("/conversationEvents/events/0")))
                    .isEqualTo("TypingChanged [{\"handle\":\"ada\"}]");
            assertThat(api.as("ben")
                            .data("{ node(id: \"%s\") { ... on Conversation { typing { handle } } } }".formatted(talk))
                            .at("/node/typing")
                            .toString())
                    .isEqualTo("[{\"handle\":\"ada\"}]");
            assertThat(told(ben.data().at("/conversationEvents/events/0"))).isEqualTo("TypingChanged []");
            typing("ada", true);
            assertThat(told(ben.data().at("/conversationEvents/events/0")))
                    .isEqualTo("TypingChanged [{\"handle\":\"ada\"}]");
            typing("ada", false);
            assertThat(told(ben.data().at("/conversationEvents/events/0"))).isEqualTo("TypingChanged []");
            assertThat(cleo.poll(Duration.ofMillis(200))).isNull();
        }
        assertThat(code(does(
                        api.as("dario"),
                        "setTyping",
                        Map.of("conversationId", talk, "typing", true),
                        "conversation { id }")))
                .isEqualTo("NOT_FOUND");
    }

    @Test
    void whoDoesNotShowTheirPresenceNeitherShowsNorSeesWhoWrites() {
        typing("ada", true);
        typing("ben", true);
        assertThat(writing("ben")).isEqualTo("[{\"handle\":\"ada\"}]");
        assertThat(writing("cleo")).isEqualTo("[{\"handle\":\"ada\"},{\"handle\":\"ben\"}]");
        api.as("ada").data("mutation { updatePrivacySettings(input: {showPresence: false}) { userErrors { code } } }");
        assertThat(writing("ben")).isEqualTo("[]");
        assertThat(writing("cleo")).isEqualTo("[{\"handle\":\"ben\"}]");
        assertThat(writing("ada")).isEqualTo("[]");
    }

    @Test
    void whoTellsThatTheyStoppedIsLimitedAsWell() {
        IntStream.range(0, 30).forEach(i -> typing("ada", false));
        assertThat(code(does(
                        api.as("ada"),
                        "setTyping",
                        Map.of("conversationId", talk, "typing", false),
                        "conversation { id }")))
                .isEqualTo("RATE_LIMITED");
    }

    private String writing(String who) {
        return api.as(who)
                .data("{ node(id: \"%s\") { ... on Conversation { typing { handle } } } }".formatted(talk))
                .at("/node/typing")
                .toString();
    }

    private void typing(String who, boolean typing) {
        assertThat(code(does(
                        api.as(who),
                        "setTyping",
                        Map.of("conversationId", talk, "typing", typing),
                        "conversation { id }")))
                .isEmpty();
    }

    private LiveSocket socket(String who, @Nullable String cursor) {
        return LiveSocket.signedIn(api, LocalTokens.mint(world.number(who)), Map.of())
                .subscribe("s", conversationEvents(cursor));
    }

    private String conversationEvents(@Nullable String cursor) {
        return "subscription { conversationEvents(conversationId: \"%s\"%s) { %s } }"
                .formatted(talk, cursor == null ? "" : ", after: \"" + cursor + "\"", EVENTS);
    }

    private int queries(String who, String conversation, String cursor, int events) {
        try (LiveSocket socket =
                LiveSocket.signedIn(api, LocalTokens.mint(world.number(who)), Map.of("Mutuals-Proof", "1"))) {
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

    private JsonNode sync(String who, @Nullable String cursor) {
        String after = cursor == null ? "" : "(after: \"" + cursor + "\")";
        return api.as(who).data("{ sync%s { %s } }".formatted(after, EVENTS)).at("/sync");
    }

    private String refusal(String who, String subscription) {
        try (LiveSocket socket = LiveSocket.signedIn(api, LocalTokens.mint(world.number(who)), Map.of())) {
            JsonNode message = socket.subscribe("r", subscription).next();
            assertThat(message.path("type").asString()).isEqualTo("error");
            return message.at("/payload/0/extensions/code").asString();
        }
    }

    private static List<String> types(JsonNode delta) {
        return delta.at("/events")
                .valueStream()
                .map(event -> event.at("/__typename").asString())
                .toList();
    }

    private static String told(JsonNode event) {
        String type = event.at("/__typename").asString();
        return type
                + switch (type) {
                    case "MessageSent" -> " " + event.at("/message/seq").asInt();
                    case "MessageChanged" ->
                        " " + event.at("/change").asString() + " "
                                + event.at("/message/seq").asInt();
                    case "ParticipantChanged" ->
                        " " + event.at("/participantChange").asString() + " "
                                + event.at("/user/handle").asString() + " by "
                                + event.at("/by/handle").asString();
                    case "ReadStateChanged" ->
                        " " + event.at("/participant/user/handle").asString();
                    case "ConversationUpdated" ->
                        " " + event.at("/conversation/title").asString();
                    case "TypingChanged" -> " " + event.at("/users");
                    default -> "";
                };
    }

    private static List<String> numbered(String prefix, int count) {
        return IntStream.rangeClosed(1, count).mapToObj(i -> prefix + i).toList();
    }

    /** The events of a stream, whichever values they come in. */
    private static final class Stream {

        private final java.util.function.Supplier<JsonNode> values;

        Stream(java.util.function.Supplier<JsonNode> values) {
            this.values = values;
        }

        List<JsonNode> next(int count) {
            List<JsonNode> events = new ArrayList<>();
            do {
                values.get().at("/events").forEach(events::add);
            } while (events.size() < count);
            assertThat(events).hasSize(count);
            return events;
        }

        List<String> bodies(int count) {
            return next(count).stream()
                    .map(event -> event.at("/message/body").asString())
                    .toList();
        }
    }
}
