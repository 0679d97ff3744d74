package io.mutuals.api;

import static org.assertj.core.api.Assertions.assertThat;

import graphql.ExecutionInput;
import graphql.ExecutionResult;
import graphql.GraphQL;
import graphql.schema.idl.RuntimeWiring;
import graphql.schema.idl.SchemaGenerator;
import graphql.schema.idl.SchemaParser;
import io.mutuals.SideBySide;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is selected, by the document alone, is what the engine's own normalised selection says. */
@SideBySide
class SelectionsTest {

    private static final String SCHEMA = """
            type Query { page(first: Int): Page }
            interface Counted { totalCount: Int }
            type Page implements Counted { totalCount: Int, edges: [Edge], pages: Page }
            type Edge { node: Item }
            interface Item { id: ID }
            type Talk implements Item { id: ID, lastMessage: String }
            """;

    private static final String FRAGMENTS = """
             fragment Count on Page { totalCount }
             fragment Counts on Counted { totalCount }
             fragment MaybeCount on Page { totalCount @include(if: $yes) }
             fragment Deep on Page { ...Deeper }
             fragment Deeper on Page { edges { node { ...Last } } }
             fragment Last on Talk { lastMessage }
            """;

    private final List<Boolean> counts = new ArrayList<>();
    private final List<Boolean> lasts = new ArrayList<>();
    private final List<Boolean> engineCounts = new ArrayList<>();
    private final List<Boolean> engineLasts = new ArrayList<>();

    private final GraphQL engine = GraphQL.newGraphQL(new SchemaGenerator()
                    .makeExecutableSchema(
                            new SchemaParser().parse(SCHEMA),
                            RuntimeWiring.newRuntimeWiring()
                                    .type(
                                            "Query",
                                            type -> type.dataFetcher("page", environment -> {
                                                counts.add(Selections.wantTotalCount(environment));
                                                lasts.add(Selections.contain("lastMessage", environment));
                                                engineCounts.add(environment
                                                        .getSelectionSet()
                                                        .contains("totalCount"));
                                                engineLasts.add(environment
                                                        .getSelectionSet()
                                                        .contains("**/lastMessage"));
                                                return Map.of();
                                            }))
                                    .type(
                                            "Item",
                                            type -> type.typeResolver(
                                                    any -> any.getSchema().getObjectType("Talk")))
                                    .type(
                                            "Counted",
                                            type -> type.typeResolver(
                                                    any -> any.getSchema().getObjectType("Page")))
                                    .build()))
            .build();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "page { totalCount } | true | false",
                "page { edges { node { id } } } | false | false",
                "page { size: totalCount } | true | false",
                "page { totalCount: pages { edges { node { id } } } } | false | false",
                "page { pages { totalCount } } | false | false",
                "page { ...Count } | true | false",
                "page { ...Counts } | true | false",
                "page { ... on Page { ... on Counted { totalCount } } } | true | false",
                "page { ... { ... @include(if: $yes) { totalCount } } } | true | false",
                "page { ... @include(if: $no) { totalCount } } | false | false",
                "page { totalCount @include(if: $yes) } | true | false",
                "page { totalCount @include(if: $no) } | false | false",
                "page { totalCount @skip(if: $yes) } | false | false",
                "page { totalCount @skip(if: $no) } | true | false",
                "page { totalCount @skip(if: $no) @include(if: $no) } | false | false",
                "page { totalCount @include(if: $byDefault) } | true | false",
                "page { totalCount @include(if: true) @skip(if: false) } | true | false",
                "page { totalCount @include(if: false) } | false | false",
                "page { ...MaybeCount } | true | false",
                "page { ...Count @skip(if: $yes) } | false | false",
                "page { ...Count @skip(if: $yes) ...Count } | true | false",
                "page { pages { totalCount } } page { totalCount } | true | false",
                "page { edges { node { ... on Talk { lastMessage } } } } | false | true",
                "page { edges { node { ... on Talk { l: lastMessage } } } } | false | true",
                "page { ...Deep } | false | true",
                "page { pages { pages { ...Deep totalCount } } } | false | true",
                "page { edges { node { ... on Talk { lastMessage @skip(if: $yes) } } } } | false | false",
                "page { edges @include(if: $no) { node { ... on Talk { lastMessage } } } } | false | false"
            })
    void aSelectionIsFoundWhereTheEngineFindsIt(String fields, boolean count, boolean last) {
        ExecutionResult result = engine.execute(ExecutionInput.newExecutionInput(
                        "query ($yes: Boolean!, $no: Boolean!, $byDefault: Boolean = true) { " + fields
                                + " used: page @include(if: $yes) @skip(if: $yes) { ...All } other: page "
                                + "@skip(if: $yes) { totalCount @skip(if: $no) @include(if: $byDefault) } }"
                                + FRAGMENTS + " fragment All on Page { ...Count ...Counts ...MaybeCount ...Deep }")
                .variables(Map.of("yes", true, "no", false))
                .build());
        assertThat(result.getErrors()).isEmpty();
        assertThat(counts).containsExactly(count).isEqualTo(engineCounts);
        assertThat(lasts).containsExactly(last).isEqualTo(engineLasts);
    }

    @Test
    void eachAliasIsAskedForItself() {
        engine.execute("{ one: page { totalCount } other: page { edges { node { id } } } }");
        assertThat(counts).containsExactly(true, false).isEqualTo(engineCounts);
    }
}
