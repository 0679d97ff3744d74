package io.mutuals.bench;

import io.mutuals.LocalTokens;
import io.mutuals.api.IdType;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntFunction;
import java.util.stream.StreamSupport;
import org.neo4j.driver.GraphDatabase;
import org.neo4j.driver.Session;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The users and conversations that operations are about, and the requests made of them. Thread-safe. */
final class Workload {

    static final IdType CONVERSATION = new IdType("cnv");

    private static final JsonMapper JSON = JsonMapper.shared();

    private static final String ACTIVE_USERS = """
            MATCH (user:User)
            WHERE COUNT { (user)-[:FRIENDS_WITH]-() } >= 5 AND COUNT { (user)-[:PARTICIPATES_IN]->() } >= 3
            RETURN user.id AS id
            ORDER BY id * 7919 % 100003
            LIMIT 1000
            """;

    private static final String LONG_CONVERSATIONS = """
            MATCH (conversation:Conversation)
            WHERE conversation.lastSeq >= 50
            RETURN conversation.id AS id
            ORDER BY id * 7919 % 100003
            LIMIT 1000
            """;

    private static final String PARTICIPANTS = """
            UNWIND $ids AS id
            MATCH (:Conversation {id: id})<-[:PARTICIPATES_IN]-(user:User)
            RETURN id AS conversation, min(user.id) AS user
            """;

    private static final String RANDOM_PLACES = """
            MATCH (user:User)-[:PARTICIPATES_IN {state: 'ACTIVE'}]->(conversation:Conversation)
            WITH user, conversation, rand() AS place
            ORDER BY place
            LIMIT $count
            RETURN user.id AS user, conversation.id AS conversation
            """;

    private final List<Long> users;
    private final List<Place> conversations;
    private final List<Place> sends;
    private final Map<Long, String> tokens = new ConcurrentHashMap<>();

    private Workload(List<Long> users, List<Place> conversations, List<Place> sends) {
        if (users.isEmpty() || conversations.isEmpty() || sends.isEmpty()) {
            throw new IllegalStateException("The data has no active users or no conversations of 50 messages");
        }
        this.users = users;
        this.conversations = conversations;
        this.sends = sends;
    }

    /** A user in a conversation. */
    record Place(long user, long conversation) {}

    /** Returns the workload that {@code ids.json} in the folder names; without the file, one chosen from the graph. */
    static Workload of(Path folder, String neo4j) throws IOException {
        Path file = folder.resolve("ids.json");
        try (var driver = GraphDatabase.driver(neo4j);
                var session = driver.session()) {
            if (!Files.exists(file)) {
                return new Workload(
                        ids(session, ACTIVE_USERS),
                        members(session, ids(session, LONG_CONVERSATIONS)),
                        randomPlaces(session, 1000));
            }
            JsonNode named = JSON.readTree(Files.readString(file));
            List<Place> sends = StreamSupport.stream(named.path("send").spliterator(), false)
                    .map(pair -> new Place(number(pair.path(0)), number(pair.path(1))))
                    .toList();
            return new Workload(
                    numbers(named.path("users")), members(session, numbers(named.path("conversations"))), sends);
        }
    }

    private static List<Long> numbers(JsonNode texts) {
        return StreamSupport.stream(texts.spliterator(), false)
                .map(Workload::number)
                .toList();
    }

    private static long number(JsonNode text) {
        return Long.parseLong(text.asString());
    }

    private static List<Long> ids(Session session, String cypher) {
        return session.run(cypher).list(row -> row.get("id").asLong());
    }

    /** Returns a participant of each conversation. */
    private static List<Place> members(Session session, List<Long> ids) {
        Map<Long, Place> places = new HashMap<>();
        session.run(PARTICIPANTS, Map.of("ids", ids)).forEachRemaining(row -> {
            Place place =
                    new Place(row.get("user").asLong(), row.get("conversation").asLong());
            places.put(place.conversation(), place);
        });
        return ids.stream().map(places::get).filter(Objects::nonNull).toList();
    }

    /** Returns random participations. */
    static List<Place> randomPlaces(Session session, int count) {
        return session.run(RANDOM_PLACES, Map.of("count", count))
                .list(row -> new Place(
                        row.get("user").asLong(), row.get("conversation").asLong()));
    }

    /** Returns the users who read. */
    List<Long> users() {
        return users;
    }

    /** Returns the requests of an operation, by their number. A message is another one each time. */
    IntFunction<byte[]> requests(Operation operation, URI endpoint) {
        return switch (operation.subject()) {
            case VIEWER -> number -> request(endpoint, item(users, number), operation.query(), Map.of());
            case CONVERSATION ->
                number -> {
                    Place place = item(conversations, number);
                    return request(
                            endpoint,
                            place.user(),
                            operation.query(),
                            Map.of("id", CONVERSATION.encode(place.conversation())));
                };
            case MESSAGE -> number -> message(endpoint, item(sends, number));
        };
    }

    /** Returns a request that sends another message. */
    byte[] message(URI endpoint, Place place) {
        return request(
                endpoint,
                place.user(),
                Operation.SEND.query(),
                message(CONVERSATION.encode(place.conversation()), "hello from the load test"));
    }

    /** Returns the variables of a request that sends a message under a fresh key. */
    static Map<String, ?> message(String conversation, String body) {
        return Map.of(
                "input",
                Map.of(
                        "conversationId",
                        conversation,
                        "clientMessageId",
                        UUID.randomUUID().toString(),
                        "body",
                        body));
    }

    /** Returns the bytes of a request of a user. The baseline knows them by a header. */
    byte[] request(URI endpoint, long user, String query, Map<String, ?> variables) {
        String token = tokens.computeIfAbsent(user, id -> LocalTokens.mint(id));
        return KeptConnection.post(
                endpoint,
                "Authorization: Bearer " + token + "\r\nViewer: " + user + "\r\n",
                JSON.writeValueAsString(Map.of("query", query, "variables", variables)));
    }

    private static <T> T item(List<T> items, int number) {
        return items.get(Math.floorMod(number, items.size()));
    }
}
