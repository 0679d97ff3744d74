package io.mutuals.bench;

import graphql.GraphQL;
import graphql.schema.DataFetchingEnvironment;
import graphql.schema.GraphQLScalarType;
import graphql.schema.TypeResolver;
import graphql.schema.idl.RuntimeWiring;
import graphql.schema.idl.SchemaGenerator;
import graphql.schema.idl.SchemaParser;
import graphql.schema.idl.TypeDefinitionRegistry;
import io.mutuals.api.GlobalId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.neo4j.driver.AccessMode;
import org.neo4j.driver.Driver;
import org.neo4j.driver.Record;
import org.neo4j.driver.SessionConfig;

/**
 * The baseline of the load test: the same schema over the same graph, answered by independent resolvers. A list costs
 * one query for its ids, one more for each object, and one for each of the object's fields that leads to other objects.
 *
 * <p>The baseline has every advantage except batching: its queries run concurrently on all connections, each is
 * minimal, its plans are cached, and it checks neither tokens nor visibility.
 */
final class OneQueryPerField {

    /** The number of concurrent queries, equal to the server's connections. */
    private static final int CONNECTIONS = 64;

    private final Driver driver;
    private final Executor threads = Executors.newFixedThreadPool(CONNECTIONS);
    private final SessionConfig reading =
            SessionConfig.builder().withDefaultAccessMode(AccessMode.READ).build();

    private OneQueryPerField(Driver driver) {
        this.driver = driver;
    }

    static GraphQL over(Driver driver) throws IOException {
        TypeDefinitionRegistry types = new TypeDefinitionRegistry();
        try (var files = Files.list(Path.of("graphql"))) {
            for (Path file : files.toList()) {
                types.merge(new SchemaParser().parse(Files.readString(file)));
            }
        }
        var schema = new SchemaGenerator().makeExecutableSchema(types, new OneQueryPerField(driver).wiring());
        return GraphQL.newGraphQL(schema).build();
    }

    private RuntimeWiring wiring() {
        return RuntimeWiring.newRuntimeWiring()
                .scalar(text("DateTime"))
                .scalar(text("Date"))
                .scalar(text("EventCursor"))
                .type("ConversationEvent", type -> type.typeResolver(only("MessageSent")))
                .type("Node", type -> type.typeResolver(only("Conversation")))
                .type("UserError", type -> type.typeResolver(only("UnfriendError")))
                .type("Evidence", type -> type.typeResolver(only("UserEvidence")))
                .type("Attachment", type -> type.typeResolver(only("VideoCard")))
                .type("SuggestionReason", type -> type.typeResolver(only("MutualFriendsReason")))
                .type("ShareReason", type -> type.typeResolver(only("FriendReason")))
                .type(
                        "Query",
                        type -> type.dataFetcher("viewer", at -> Map.of("number", viewer(at)))
                                .dataFetcher("node", at -> conversation(viewer(at), number(at.getArgument("id"))))
                                .dataFetcher("user", this::userById))
                .type(
                        "Viewer",
                        type -> type.dataFetcher("user", at -> user(viewer(at)))
                                .dataFetcher("friends", this::friends)
                                .dataFetcher("conversations", this::inbox)
                                .dataFetcher("peopleYouMayKnow", this::suggestions))
                .type("User", type -> type.dataFetcher("friends", this::friends))
                .type(
                        "Conversation",
                        type -> type.dataFetcher("lastMessage", this::lastMessage)
                                .dataFetcher("participants", this::participants)
                                .dataFetcher("messages", this::messages))
                .type("Participant", type -> type.dataFetcher("user", at -> user(parent(at))))
                .type(
                        "Message",
                        type -> type.dataFetcher("sender", this::sender).dataFetcher("attachments", this::attachments))
                .type(
                        "Suggestion",
                        type -> type.dataFetcher("user", at -> user(parent(at))).dataFetcher("reason", this::reason))
                .build();
    }

    private CompletableFuture<?> userById(DataFetchingEnvironment at) {
        Map<String, String> by = Objects.requireNonNull(at.getArgument("by"));
        return user(number(by.get("id")));
    }

    private CompletableFuture<@Nullable Map<String, Object>> user(long number) {
        return one(
                "MATCH (u:User {id: $number}) RETURN u {.id, .handle, .displayName, createdAt: "
                        + "toString(u.createdAt)} AS it",
                number);
    }

    private CompletableFuture<?> friends(DataFetchingEnvironment at) {
        return numbers("""
                MATCH (:User {id: $number})-[f:FRIENDS_WITH]-(friend)
                RETURN friend.id AS number
                ORDER BY f.since DESC, friend.id
                LIMIT $first
                """, parent(at), at).thenCompose(friends -> nodes(friends, this::user));
    }

    private CompletableFuture<?> inbox(DataFetchingEnvironment at) {
        long viewer = viewer(at);
        return numbers("""
                MATCH (:User {id: $number})-[:PARTICIPATES_IN]->(c:Conversation)
                RETURN c.id AS number
                ORDER BY c.lastMessageAt DESC, c.id DESC
                LIMIT $first
                """, viewer, at).thenCompose(found -> nodes(found, number -> conversation(viewer, number)));
    }

    private CompletableFuture<@Nullable Map<String, Object>> conversation(long viewer, long number) {
        return one("""
                MATCH (:User {id: $viewer})-[part:PARTICIPATES_IN]->(c:Conversation {id: $number})
                RETURN c {.id, .title, .kind, .lastSeq, unreadCount: c.lastSeq - part.lastReadSeq} AS it
                """, Map.of("viewer", viewer, "number", number));
    }

    private CompletableFuture<?> lastMessage(DataFetchingEnvironment at) {
        Map<String, Object> conversation = Objects.requireNonNull(at.getSource());
        return one(
                "MATCH (m:Message {conversationId: $number, seq: $seq}) RETURN m {.id, .seq, .body, sentAt: "
                        + "toString(m.sentAt)} AS it",
                Map.of("number", parent(at), "seq", Objects.requireNonNull(conversation.get("lastSeq"))));
    }

    private CompletableFuture<?> participants(DataFetchingEnvironment at) {
        return numbers("""
                MATCH (:Conversation {id: $number})<-[part:PARTICIPATES_IN]-(u:User)
                RETURN u.id AS number
                ORDER BY part.joinedAt, u.id
                LIMIT $first
                """, parent(at), at).thenCompose(found -> nodes(found, OneQueryPerField::reference));
    }

    private CompletableFuture<?> messages(DataFetchingEnvironment at) {
        return numbers("""
                MATCH (c:Conversation {id: $number})
                MATCH (m:Message {conversationId: $number})
                WHERE m.seq > c.lastSeq - $first
                RETURN m.id AS number
                ORDER BY m.seq
                """, parent(at), at)
                .thenCompose(found -> nodes(
                        found,
                        number -> one(
                                "MATCH (m:Message {id: $number}) RETURN m {.id, .seq, .body, sentAt: "
                                        + "toString(m.sentAt)} AS it",
                                number)));
    }

    private CompletableFuture<?> sender(DataFetchingEnvironment at) {
        return one(
                "MATCH (:Message {id: $number})<-[:SENT]-(u:User) RETURN u {.id, .handle, .displayName} AS it",
                parent(at));
    }

    private CompletableFuture<?> attachments(DataFetchingEnvironment at) {
        return one("""
                        MATCH (:Message {id: $number})-[:SHARES]->(v:Video)
                        RETURN {availability: 'AVAILABLE', video: v {.id, .caption}} AS it
                        """, parent(at)).thenApply(card -> card == null ? List.of() : List.of(card));
    }

    private CompletableFuture<?> suggestions(DataFetchingEnvironment at) {
        return numbers("""
                MATCH (viewer:User {id: $number})-[:FRIENDS_WITH]-(friend:User)
                WITH viewer, friend, 1.0 / log(COUNT { (friend)-[:FRIENDS_WITH]-() } + 1) AS weight
                MATCH (friend)-[:FRIENDS_WITH]-(candidate:User)
                WHERE candidate <> viewer AND NOT EXISTS { (viewer)-[:FRIENDS_WITH]-(candidate) }
                RETURN candidate.id AS number, sum(weight) AS score
                ORDER BY score DESC, number
                LIMIT $first
                """, viewer(at), at).thenCompose(found -> nodes(found, OneQueryPerField::reference));
    }

    private CompletableFuture<?> reason(DataFetchingEnvironment at) {
        long viewer = viewer(at);
        return ask("""
                        MATCH (:User {id: $viewer})-[:FRIENDS_WITH]-(friend)-[:FRIENDS_WITH]-(:User {id: $number})
                        RETURN friend.id AS number
                        ORDER BY friend.displayName, friend.id
                        """, Map.of("viewer", viewer, "number", parent(at))).thenCompose(rows -> {
            List<Long> sample = rows.stream()
                    .limit(3)
                    .map(row -> row.get("number").asLong())
                    .toList();
            return all(sample, this::user)
                    .thenApply(users ->
                            Map.of("count", rows.size(), "text", rows.size() + " mutual friends", "sample", users));
        });
    }

    private static long viewer(DataFetchingEnvironment at) {
        return Objects.requireNonNull(at.getGraphQlContext().<Long>get("viewer"));
    }

    private static long parent(DataFetchingEnvironment at) {
        Map<String, Object> parent = Objects.requireNonNull(at.getSource());
        return (long) Objects.requireNonNullElseGet(parent.get("number"), () -> parent.get("id"));
    }

    private static long number(@Nullable String id) {
        return GlobalId.parse(Objects.requireNonNull(id)).value();
    }

    private static CompletableFuture<@Nullable Map<String, Object>> reference(long number) {
        return CompletableFuture.completedFuture(Map.of("number", number));
    }

    private static CompletableFuture<Map<String, Object>> nodes(
            List<Long> numbers, Function<Long, CompletableFuture<@Nullable Map<String, Object>>> load) {
        return all(numbers, load).thenApply(nodes -> Map.of("nodes", nodes));
    }

    private static CompletableFuture<List<Map<String, Object>>> all(
            List<Long> numbers, Function<Long, CompletableFuture<@Nullable Map<String, Object>>> load) {
        var loads = numbers.stream().map(load).toList();
        return CompletableFuture.allOf(loads.toArray(CompletableFuture[]::new))
                .thenApply(done -> loads.stream()
                        .map(CompletableFuture::join)
                        .filter(Objects::nonNull)
                        .toList());
    }

    private CompletableFuture<List<Long>> numbers(String cypher, long number, DataFetchingEnvironment at) {
        Map<String, Object> parameters = new HashMap<>();
        parameters.put("number", number);
        int first = at.getArgumentOrDefault("first", at.getArgumentOrDefault("last", 20));
        parameters.put("first", first);
        return ask(cypher, parameters)
                .thenApply(rows ->
                        rows.stream().map(row -> row.get("number").asLong()).toList());
    }

    private CompletableFuture<@Nullable Map<String, Object>> one(String cypher, long number) {
        return one(cypher, Map.of("number", number));
    }

    private CompletableFuture<@Nullable Map<String, Object>> one(String cypher, Map<String, Object> parameters) {
        return ask(cypher, parameters)
                .thenApply(rows ->
                        rows.isEmpty() ? null : rows.getFirst().get("it").asMap());
    }

    private CompletableFuture<List<Record>> ask(String cypher, Map<String, Object> parameters) {
        return CompletableFuture.supplyAsync(
                () -> {
                    try (var session = driver.session(reading)) {
                        return session.run(cypher, parameters).list();
                    }
                },
                threads);
    }

    private static GraphQLScalarType text(String name) {
        return graphql.Scalars.GraphQLString.transform(scalar -> scalar.name(name));
    }

    private static TypeResolver only(String type) {
        return environment -> environment.getSchema().getObjectType(type);
    }
}
