package io.mutuals.security;

import static org.assertj.core.api.Assertions.assertThat;

import graphql.schema.GraphQLFieldDefinition;
import io.mutuals.Api;
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

/** docs/roles.md names every operation, and what it says of roles is so. */
@MutualsTest
class RolesDocsTest {

    private static final Pattern ROW =
            Pattern.compile("\\| `([^`]+)` \\| (yes|no) \\| (yes|no) \\| (yes|no) \\| (yes|no) \\|.*");
    private static final List<String> ROLES = List.of("user", "experimenter", "moderator", "admin");

    /** The operations that are not for all, as somebody would ask them. */
    private static final Map<String, String> RESTRICTED = Map.of(
            "Query.reports",
            "{ reports(first: 1) { nodes { id } } }",
            "Query.rankingPreview",
            "{ rankingPreview(userId: \"%s\", strategy: \"friends-of-friends\", first: 1) { ranker } }"
                    .formatted(World.id("usr", 1)),
            "Mutation.resolveReport",
            "mutation { resolveReport(input: {reportId: \"%s\", resolution: WARNED}) { report { id } } }"
                    .formatted(World.id("rep", 1)));

    private final Api api;
    private final World world;
    private final GraphQlSource source;

    RolesDocsTest(Api api, World world, GraphQlSource source) {
        this.api = api;
        this.world = world;
        this.source = source;
    }

    @Test
    void theTableNamesEveryOperation() throws IOException {
        Set<String> operations = new TreeSet<>();
        for (String root : List.of("Query", "Mutation", "Subscription", "Viewer")) {
            for (GraphQLFieldDefinition field :
                    source.schema().getObjectType(root).getFieldDefinitions()) {
                operations.add(root + "." + field.getName());
            }
        }
        operations.addAll(List.of("Suggestion.score", "/actuator/prometheus"));
        assertThat(table().keySet()).isEqualTo(operations);
    }

    @Test
    void whatTheTableKeepsForSomeIsKeptFromTheOthers() throws Exception {
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
                    .filter(row ->
                            row.getKey().startsWith("Query.") || row.getKey().startsWith("Mutation."))
                    .filter(row -> row.getValue().contains(false))
                    .map(Map.Entry::getKey)
                    .collect(Collectors.toSet());
            assertThat(restricted).isEqualTo(RESTRICTED.keySet());
            for (var operation : RESTRICTED.entrySet()) {
                assertThat(!caller.ask(operation.getValue()).code().equals("FORBIDDEN"))
                        .as(operation.getKey() + ", " + ROLES.get(role))
                        .isEqualTo(table.get(operation.getKey()).get(role));
            }
            assertThat(caller.get("/actuator/prometheus").status() != 403)
                    .as("metrics, " + ROLES.get(role))
                    .isEqualTo(table.get("/actuator/prometheus").get(role));
        }
    }

    private static Map<String, List<Boolean>> table() throws IOException {
        Map<String, List<Boolean>> table = new TreeMap<>();
        Files.readAllLines(Path.of("docs", "roles.md")).stream()
                .map(ROW::matcher)
                .filter(row -> row.matches())
                .forEach(row -> table.put(
                        row.group(1),
                        Stream.of(2, 3, 4, 5).map(row::group).map("yes"::equals).toList()));
        return table;
    }
}
