package io.mutuals.conversation.events;

import static io.mutuals.Mutations.does;
import static io.mutuals.Mutations.says;
import static org.assertj.core.api.Assertions.assertThat;

import io.mutuals.Api;
import io.mutuals.FriendMutations;
import io.mutuals.MutualsTest;
import io.mutuals.TakesLong;
import io.mutuals.World;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Clients that apply events end with the same state as a client that reads everything again. */
@MutualsTest
@TakesLong
class SyncEqualsFreshReadTest {

    private static final List<String> PEOPLE = List.of("ada", "ben", "cleo", "dario");
    private static final String MESSAGE =
            "seq body editedAt unsentAt reactions { emoji count viewerHasReacted } sender { handle }";

    private final Api api;
    private final World world;
    private final List<String> conversations = new ArrayList<>();

    SyncEqualsFreshReadTest(Api api, World world) {
        this.api = api;
        this.world = world;
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void applyingEventsInStepsGivesTheResultOfAFreshRead(long seed) {
        given();
        Random random = new Random(seed);
        Map<String, Client> clients = new HashMap<>();
        PEOPLE.forEach(person -> clients.put(person, new Client(person)));
        for (int step = 0; step < 60; step++) {
            happens(random);
            clients.get(any(random)).sync(1 + random.nextInt(5));
        }
        clients.forEach((person, client) -> {
            client.sync(100);
            assertThat(client.known).as("seed %d, %s", seed, person).isEqualTo(fresh(person));
        });
    }

    private void given() {
        world.clear();
        world.friends("ada", "ben", "cleo").friends("ben", "cleo", "dario");
        world.group(101, "All", "ada", "ben", "cleo")
                .group(102, "Two", "ben", "dario")
                .direct(103, "ada", "ben");
        conversations.clear();
        for (long conversation = 101; conversation <= 103; conversation++) {
            conversations.add(World.id("cnv", conversation));
        }
        says(api.as("ben"), conversations.get(0), "hello");
        says(api.as("ben"), conversations.get(1), "hello");
        says(api.as("ben"), conversations.get(2), "hello");
    }

    /** Runs a random action as a random user; many are refused. */
    private void happens(Random random) {
        Api.Caller caller = api.as(any(random));
        String conversation = conversations.get(random.nextInt(conversations.size()));
        String other = world.id(any(random));
        List<Object> messages = world.values("MATCH (m:Message) RETURN m.id");
        String message = World.id("msg", (long) messages.get(random.nextInt(messages.size())));
        switch (random.nextInt(14)) {
            case 0, 1, 2, 3, 4 -> says(caller, conversation, "m" + random.nextInt(1_000));
            case 5 -> does(caller, "editMessage", Map.of("messageId", message, "body", "edited"), "message { id }");
            case 6 -> does(caller, "unsendMessage", Map.of("messageId", message), "message { id }");
            case 7, 8 -> does(caller, "addReaction", Map.of("messageId", message, "emoji", "👍"), "message { id }");
            case 9 -> does(caller, "removeReaction", Map.of("messageId", message, "emoji", "👍"), "message { id }");
            case 10 ->
                does(
                        api.as("ben"),
                        "addParticipants",
                        Map.of("conversationId", conversations.get(1), "userIds", List.of(other)),
                        "conversation { id }");
            case 11 ->
                does(
                        api.as("ben"),
                        "removeParticipant",
                        Map.of("conversationId", conversations.get(1), "userId", other),
                        "conversation { id }");
            case 12 -> does(caller, "pinConversation", conversation, Map.of("pinned", random.nextBoolean()));
            default ->
                FriendMutations.does(
                        api.as("ada"), random.nextBoolean() ? "blockUser" : "unblockUser", world.id("ben"));
        }
    }

    private static String any(Random random) {
        return PEOPLE.get(random.nextInt(PEOPLE.size()));
    }

    /** Reads all conversations of a user with all their messages, by id and seq. */
    private Map<String, Map<Integer, String>> fresh(String person) {
        Map<String, Map<Integer, String>> all = new TreeMap<>();
        for (String folder : List.of("MAIN", "REQUESTS", "ARCHIVED")) {
            api.as(person)
                    .data(("{ viewer { conversations(folder: %s, "
                                    + "first: 10) { nodes { id messages(last: 100) { nodes { %s } } } } } }")
                            .formatted(folder, MESSAGE))
                    .at("/viewer/conversations/nodes")
                    .forEach(node -> all.put(node.at("/id").asString(), messages(node)));
        }
        return all;
    }

    private static Map<Integer, String> messages(JsonNode conversation) {
        Map<Integer, String> messages = new TreeMap<>();
        conversation
                .at("/messages/nodes")
                .forEach(message -> messages.put(message.at("/seq").asInt(), message.toString()));
        return messages;
    }

    /** A device that syncs only now and then. */
    private final class Client {

        private final String person;
        private final Map<String, Map<Integer, String>> known;
        private String cursor;

        Client(String person) {
            this.person = person;
            this.cursor = api.as(person)
                    .data("{ sync { cursor } }")
                    .at("/sync/cursor")
                    .asString();
            this.known = fresh(person);
        }

        void sync(int limit) {
            boolean more = true;
            while (more) {
                JsonNode delta = api.as(person)
                        .data("""
                        { sync(after: "%s", limit: %d) { cursor hasMore events { __typename conversationId
                          ... on MessageSent { message { %s } } ... on MessageChanged { message { %s } } } } }
                        """.formatted(cursor, limit, MESSAGE, MESSAGE))
                        .at("/sync");
                delta.at("/events").forEach(this::apply);
                cursor = delta.at("/cursor").asString();
                more = delta.at("/hasMore").asBoolean();
            }
        }

        private void apply(JsonNode event) {
            String conversation = event.at("/conversationId").asString();
            Map<Integer, String> messages = known.get(conversation);
            switch (event.at("/__typename").asString()) {
                case "ConversationGone" -> known.remove(conversation);
                case "MessageSent", "MessageChanged" -> {
                    JsonNode message = event.at("/message");
                    if (messages == null) {
                        read(conversation);
                    } else if (!message.isNull()) {
                        messages.put(message.at("/seq").asInt(), message.toString());
                    }
                }
                case "ConversationUpdated", "ParticipantChanged" -> read(conversation);
                default -> {}
            }
        }

        /** Reads a conversation from the start, as a client does that does not know it. */
        private void read(String conversation) {
            JsonNode node = api.as(person)
                    .data("{ node(id: \"%s\") { ... on Conversation { messages(last: 100) { nodes { %s } } } } }"
                            .formatted(conversation, MESSAGE))
                    .at("/node");
            @Nullable Map<Integer, String> messages = node.isNull() ? null : messages(node);
            if (messages != null) {
                known.put(conversation, messages);
            }
        }
    }
}
