package io.mutuals.limit;

import static org.assertj.core.api.Assertions.assertThat;

import graphql.language.Document;
import graphql.language.ObjectTypeDefinition;
import graphql.parser.Parser;
import io.mutuals.SideBySide;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A document that is known has the demand that it would have if it were measured anew. */
@SideBySide
class KnownDocumentTest {

    private static final String PAGES = """
            query Small($first: Int = 3, $ids: [ID!] = ["a", "b"], $x: Boolean!) {
              viewer { friends(first: $first) { nodes { handle @include(if: $x) friends(first: 2) { nodes { id } } } } }
              nodes(ids: $ids) { id }
            }
            query Large { viewer { friends(first: 50) { nodes { handle } } } }
            """;

    private final Document document = Parser.parse(PAGES);
    private final KnownDocument known = new KnownDocument(document);

    @Test
    void variablesThatChangeTheSizesOfListsAreMeasuredEachTime() {
        List<Map<String, @Nullable Object>> requests = List.of(
                Map.of("x", true),
                Map.of("x", true, "first", 10),
                Map.of("x", false, "first", 10),
                Map.of("x", true, "first", 10L),
                Map.of("x", true, "first", 100),
                Map.of("x", true, "first", 1000),
                Map.of("x", true, "first", 0),
                Map.of("x", true, "first", -7),
                Map.of("x", true, "first", "10"),
                Collections.singletonMap("first", null),
                Map.of("x", true, "ids", List.of("a")),
                Map.of("x", true, "ids", List.of("a", "b", "c")),
                Map.of("x", true, "ids", "a"),
                Map.of("x", true, "first", 10, "ids", List.of()),
                Map.of("x", true));
        for (Map<String, @Nullable Object> variables : requests) {
            for (int again = 0; again < 2; again++) {
                assertThat(known.demand("Small", variables))
                        .as("%s", variables)
                        .isEqualTo(
                                DemandEstimator.of(document, "Small", variables).demand());
            }
        }
        assertThat(known.demand("Small", Map.of("first", 10)).cost())
                .isGreaterThan(known.demand("Small", Map.of("first", 9)).cost());
        assertThat(known.demand("Small", Map.of("ids", List.of("a", "b", "c"))).cost())
                .isGreaterThan(known.demand("Small", Map.of()).cost());
    }

    @Test
    void eachOperationHasItsOwnDemand() {
        Demand small = known.demand("Small", Map.of());
        Demand large = known.demand("Large", Map.of());
        assertThat(large.pageProduct()).isEqualTo(50);
        assertThat(small.pageProduct()).isEqualTo(6);
        assertThat(known.demand(null, Map.of())).isEqualTo(large.cost() > small.cost() ? large : small);
        assertThat(known.demand("Small", Map.of())).isEqualTo(small);
    }

    @Test
    void anOperationThatDoesNotExistDemandsNothing() {
        for (int made = 0; made < 3; made++) {
            assertThat(known.demand("Unknown" + made, Map.of())).isEqualTo(Demand.NOTHING);
        }
    }

    /** A shared cache may keep what is public, so a field that depends on the viewer must never be. */
    @Test
    void onlyTheSchemaIsTheSameForAllViewers() throws IOException {
        Set<String> fields = new TreeSet<>();
        try (Stream<Path> files = Files.list(Path.of("graphql"))) {
            for (Path file : files.toList()) {
                Parser.parse(Files.readString(file)).getDefinitionsOfType(ObjectTypeDefinition.class).stream()
                        .filter(type -> type.getName().equals("Query"))
                        .forEach(type -> type.getFieldDefinitions().forEach(field -> fields.add(field.getName())));
            }
        }
        assertThat(fields).contains("viewer", "nodes", "searchVideos", "strategies");
        for (String field : fields) {
            assertThat(isPublic("{ __typename " + field + " }")).as(field).isFalse();
            assertThat(isPublic("{ __typename: " + field + " }")).as(field).isFalse();
            assertThat(isPublic("{ ... { " + field + " } }")).as(field).isFalse();
            assertThat(isPublic("{ ...F } fragment F on Query { " + field + " }"))
                    .as(field)
                    .isFalse();
        }
        assertThat(isPublic("{ __schema { types { name } } a: __typename }")).isTrue();
        assertThat(isPublic("mutation { __typename }")).isFalse();
        assertThat(isPublic("subscription { __typename }")).isFalse();
        KnownDocument both = new KnownDocument(Parser.parse("query A { __typename } query B { viewer { id } }"));
        assertThat(both.isPublic("A")).isTrue();
        assertThat(both.isPublic("B")).isFalse();
        assertThat(both.isPublic("C")).isFalse();
        assertThat(both.isPublic(null)).isFalse();
    }

    private static boolean isPublic(String text) {
        return new KnownDocument(Parser.parse(text)).isPublic(null);
    }

    @Test
    void onlyQueriesRunForARequestThatMayOnlyRead() {
        KnownDocument mixed =
                new KnownDocument(Parser.parse("query A { a } mutation B { b } subscription C { c } query A { a }"));
        assertThat(mixed.runsQueriesOnly("A")).isTrue();
        assertThat(mixed.runsQueriesOnly("B")).isFalse();
        assertThat(mixed.runsQueriesOnly("C")).isFalse();
        assertThat(mixed.runsQueriesOnly("D")).as("nothing runs").isTrue();
        assertThat(mixed.runsQueriesOnly(null)).as("nothing runs").isTrue();
        assertThat(new KnownDocument(Parser.parse("mutation { b }")).runsQueriesOnly(null))
                .isFalse();
        assertThat(new KnownDocument(Parser.parse("query A { a } mutation A { b }")).runsQueriesOnly("A"))
                .isFalse();
    }

    @Test
    void anAppraisalHoldsForOtherVariablesOfTheSameSizes() {
        Appraisal appraisal = DemandEstimator.of(document, "Small", Map.of("x", true, "first", 10));
        assertThat(appraisal.holdsFor(Map.of("x", false, "first", 10))).isTrue();
        assertThat(appraisal.holdsFor(Map.of("x", true, "first", 11))).isFalse();
        assertThat(appraisal.holdsFor(Map.of("x", true, "first", 10, "ids", List.of("c", "d"))))
                .isFalse();
        assertThat(appraisal.holdsFor(Map.of("x", true))).isFalse();
        Appraisal fixed = DemandEstimator.of(document, "Large", Map.of());
        assertThat(fixed.sizes()).isEmpty();
        assertThat(fixed.holdsFor(Map.of("first", 99))).isTrue();
    }
}
