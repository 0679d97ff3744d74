package io.mutuals.security;

import static org.assertj.core.api.Assertions.assertThat;

import graphql.schema.GraphQLCompositeType;
import graphql.schema.GraphQLEnumType;
import graphql.schema.GraphQLFieldDefinition;
import graphql.schema.GraphQLInputObjectType;
import graphql.schema.GraphQLList;
import graphql.schema.GraphQLNonNull;
import graphql.schema.GraphQLScalarType;
import graphql.schema.GraphQLType;
import graphql.schema.GraphQLTypeUtil;
import io.mutuals.Api;
import io.mutuals.LiveSocket;
import io.mutuals.MutualsTest;
import io.mutuals.World;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.graphql.execution.GraphQlSource;
import tools.jackson.databind.JsonNode;

/** docs/roles.md lists every operation that is not open to all users, and the server enforces it. */
@MutualsTest
class RolesDocsTest {

    private static final Pattern ROW =
            Pattern.compile("\\| `([^`]+)` \\| (yes|no) \\| (yes|no) \\| (yes|no) \\| (yes|no) \\| (yes|no) \\|.*");
    private static final List<String> ROLES = List.of("user", "experimenter", "moderator", "platform", "admin");

    /** Calls of the operations that are not open to all users. */
    private static final Map<String, String> RESTRICTED = Map.ofEntries(
            Map.entry("Query.reports", "{ reports(first: 1) { nodes { id } } }"),
            Map.entry(
                    "Query.rankingPreview",
                    "{ rankingPreview(userId: \"%s\", strategy: \"friends-of-friends\", first: 1) { ranker } }"
                            .formatted(World.id("usr", 1))),
            Map.entry("Query.experiment", "{ experiment(key: \"none\") { id } }"),
            Map.entry("Query.experiments", "{ experiments(first: 1) { nodes { id } } }"),
            Map.entry("Query.strategies", "{ strategies { name } }"),
            Map.entry("Query.feedStrategies", "{ feedStrategies { name } }"),
            Map.entry(
                    "Mutation.createExperiment",
                    "mutation { createExperiment(input: {key: \"none\", hypothesis: \"\", "
                            + "variants: []}) { experiment { id } } }"),
            Map.entry(
                    "Mutation.startExperiment",
                    "mutation { startExperiment(input: {key: \"none\"}) { experiment { id } } }"),
            Map.entry(
                    "Mutation.rampExperiment",
                    "mutation { rampExperiment(input: {key: \"none\", ramp: 1}) { experiment { id } } }"),
            Map.entry(
                    "Mutation.stopExperiment",
                    "mutation { stopExperiment(input: {key: \"none\"}) { experiment { id } } }"),
            Map.entry(
                    "Mutation.killExperiment",
                    "mutation { killExperiment(input: {key: \"none\"}) { experiment { id } } }"),
            Map.entry(
                    "Mutation.overrideVariant",
                    "mutation { overrideVariant(input: {key: \"none\", userId: \"%s\"}) { experiment { id } } }"
                            .formatted(World.id("usr", 1))),
            Map.entry(
                    "Subscription.experimentResults",
                    "subscription { experimentResults(key: \"none\") { confidence } }"),
            Map.entry(
                    "Mutation.resolveReport",
                    "mutation { resolveReport(input: {reportId: \"%s\", resolution: WARNED}) { report { id } } }"
                            .formatted(World.id("rep", 1))),
            Map.entry("Mutation.putUsers", "mutation { putUsers(input: {rows: []}) { clientMutationId } }"),
            Map.entry("Mutation.removeUsers", "mutation { removeUsers(input: {rows: []}) { clientMutationId } }"),
            Map.entry(
                    "Mutation.registerDocuments",
                    "mutation { registerDocuments(input: {app: \"\", version: \"\", manifest: \"\"}) "
                            + "{ clientMutationId } }"),
            Map.entry("Query.schemaUsage", "{ schemaUsage(first: 1) { totalCount } }"),
            Map.entry("Query.userTraces", "{ userTraces(userId: \"%s\") { place } }".formatted(World.id("usr", 1))),
            Map.entry("Mutation.putVideos", "mutation { putVideos(input: {rows: []}) { clientMutationId } }"),
            Map.entry("Mutation.removeVideos", "mutation { removeVideos(input: {rows: []}) { clientMutationId } }"),
            Map.entry("Mutation.putGuardians", "mutation { putGuardians(input: {rows: []}) { clientMutationId } }"),
            Map.entry("Mutation.putLikes", "mutation { putLikes(input: {rows: []}) { clientMutationId } }"));

    private final Api api;
    private final World world;
    private final GraphQlSource source;

    RolesDocsTest(Api api, World world, GraphQlSource source) {
        this.api = api;
        this.world = world;
        this.source = source;
    }

    @Test
    void theTableNamesOperationsThatExist() throws IOException {
        Set<String> operations = new TreeSet<>(operations().keySet());
        operations.addAll(List.of("Suggestion.score", "/actuator/prometheus"));
        assertThat(operations).containsAll(table().keySet());
    }

    @Test
    void everyOperationOutsideTheTableIsOpenToEveryUser() throws Exception {
        world.clear();
        world.people("ada");
        Map<String, GraphQLFieldDefinition> free = operations();
        free.keySet().removeAll(table().keySet());
        assertThat(free).hasSizeGreaterThan(50);
        free.forEach((operation, field) -> {
            String call = call(operation, field);
            assertThat(code("ada", "user", call))
                    .as(call)
                    .isNotIn("FORBIDDEN", "GRAPHQL_VALIDATION_FAILED", "ACCOUNT_DEACTIVATED");
            world.run("MATCH (user:Absent) REMOVE user:Absent, user.absentSince", Map.of());
        });
    }

    @Test
    void operationsOfTheTableAreRefusedToOtherRoles() throws Exception {
        world.clear();
        world.friends("ben", "ada", "cleo");
        Map<String, List<Boolean>> table = table();
        for (int role = 0; role < ROLES.size(); role++) {
            var caller = api.as("ada", ROLES.get(role));
            boolean scored = caller.data("{ viewer { peopleYouMayKnow(first: 1) { nodes { score } } } }")
                    .at("/viewer/peopleYouMayKnow/nodes/0/score")
                    .isNumber();
            assertThat(scored)
                    .as("score, " + ROLES.get(role))
                    .isEqualTo(table.get("Suggestion.score").get(role));
            Set<String> restricted = table.entrySet().stream()
                    .filter(row -> row.getKey().startsWith("Query.")
                            || row.getKey().startsWith("Mutation.")
                            || row.getKey().startsWith("Subscription."))
                    .filter(row -> row.getValue().contains(false))
                    .map(Map.Entry::getKey)
                    .collect(Collectors.toSet());
            assertThat(restricted).isEqualTo(RESTRICTED.keySet());
            for (var operation : RESTRICTED.entrySet()) {
                assertThat(!code("ada", ROLES.get(role), operation.getValue()).equals("FORBIDDEN"))
                        .as(operation.getKey() + ", " + ROLES.get(role))
                        .isEqualTo(table.get(operation.getKey()).get(role));
            }
            assertThat(caller.get("/actuator/prometheus").status() != 403)
                    .as("metrics, " + ROLES.get(role))
                    .isEqualTo(table.get("/actuator/prometheus").get(role));
        }
    }

    /**
     * Returns the code of the first error in the answer to {@code call}, or in the first value of a subscription; empty
     * if there is none.
     */
    private String code(String handle, String role, String call) {
        if (!call.startsWith("subscription")) {
            return api.as(handle, role).ask(call).code();
        }
        try (LiveSocket socket = LiveSocket.signedIn(api, api.token(handle, role), Map.of())) {
            socket.subscribe("call", call, Map.of());
            JsonNode first = socket.next().path("payload");
            return first.at("/0/extensions/code").asString("");
        }
    }

    private Map<String, GraphQLFieldDefinition> operations() {
        Map<String, GraphQLFieldDefinition> operations = new TreeMap<>();
        for (String root : List.of("Query", "Mutation", "Subscription", "Viewer")) {
            source.schema()
                    .getObjectType(root)
                    .getFieldDefinitions()
                    .forEach(field -> operations.put(root + "." + field.getName(), field));
        }
        return operations;
    }

    /** Returns the shortest valid call of an operation: its required arguments, with any values of their types. */
    private static String call(String operation, GraphQLFieldDefinition field) {
        String arguments = field.getArguments().stream()
                .filter(argument -> isRequired(argument.getType(), argument.hasSetDefaultValue())
                        || argument.getName().equals("first"))
                .map(argument -> argument.getName() + ": " + anyOf(argument.getType()))
                .collect(Collectors.joining(", "));
        String call = field.getName()
                + (arguments.isEmpty() ? "" : "(" + arguments + ")")
                + (GraphQLTypeUtil.unwrapAll(field.getType()) instanceof GraphQLCompositeType ? " { __typename }" : "");
        return switch (operation.substring(0, operation.indexOf('.'))) {
            case "Viewer" -> "{ viewer { " + call + " } }";
            case "Mutation" -> "mutation { " + call + " }";
            case "Subscription" -> "subscription { " + call + " }";
            default -> "{ " + call + " }";
        };
    }

    private static boolean isRequired(GraphQLType type, boolean hasDefault) {
        return type instanceof GraphQLNonNull && !hasDefault;
    }

    private static String anyOf(GraphQLType type) {
        return switch (type) {
            case GraphQLNonNull required -> anyOf(required.getWrappedType());
            case GraphQLList list -> "[" + anyOf(list.getWrappedType()) + "]";
            case GraphQLEnumType named -> named.getValues().getFirst().getName();
            case GraphQLInputObjectType object ->
                object.getFields().stream()
                        .filter(part -> isRequired(part.getType(), part.hasSetDefaultValue()))
                        .map(part -> part.getName() + ": " + anyOf(part.getType()))
                        .collect(Collectors.collectingAndThen(
                                Collectors.toList(),
                                parts -> object.isOneOf()
                                        ? "{" + object.getFields().getFirst().getName() + ": \"a\"}"
                                        : "{" + String.join(", ", parts) + "}"));
            case GraphQLScalarType scalar ->
                switch (scalar.getName()) {
                    case "Int", "Float" -> "1";
                    case "Boolean" -> "true";
                    case "DateTime" -> "\"2026-03-04T12:00:00Z\"";
                    case "Date" -> "\"1990-05-17\"";
                    default -> "\"" + World.id("usr", 1) + "\"";
                };
            default -> throw new IllegalArgumentException("No value of " + type);
        };
    }

    private static Map<String, List<Boolean>> table() throws IOException {
        Map<String, List<Boolean>> table = new TreeMap<>();
        Files.readAllLines(Path.of("docs", "roles.md")).stream()
                .map(ROW::matcher)
                .filter(row -> row.matches())
                .forEach(row -> table.put(
                        row.group(1),
                        Stream.of(2, 3, 4, 5, 6)
                                .map(row::group)
                                .map("yes"::equals)
                                .toList()));
        return table;
    }
}
