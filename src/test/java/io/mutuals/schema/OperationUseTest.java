package io.mutuals.schema;

import static org.assertj.core.api.Assertions.assertThat;

import graphql.ExecutionInput;
import graphql.GraphQL;
import graphql.language.Document;
import graphql.language.FragmentDefinition;
import graphql.language.OperationDefinition;
import graphql.parser.Parser;
import graphql.schema.GraphQLInputType;
import graphql.schema.GraphQLSchema;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.mutuals.SideBySide;
import io.mutuals.document.ClientApp;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.springframework.graphql.server.WebGraphQlRequest;
import org.springframework.graphql.support.DefaultGraphQlRequest;
import org.springframework.http.HttpHeaders;
import reactor.core.publisher.Mono;

/** What an operation uses of the schema, in its document and in the values of its variables. */
@SideBySide
class OperationUseTest {

    private static final GraphQLSchema SCHEMA = SchemaText.parse("""
            scalar Date
            interface Node { id: ID! }
            union Pet = Cat | Dog
            enum Size { SMALL LARGE }
            input Part { size: Size since: Date }
            input Filter { size: Size parts: [Part!] text: String = "a" }
            type Cat implements Node { id: ID! lives: Int born: Date }
            type Dog { size: Size age(in: Size = LARGE): Int }
            type Query { pet(filter: Filter, sizes: [Size!]): Pet node: Node }
            """);

    @Test
    void fieldsArgumentsTypesAndLiteralsAreUsedAlsoThroughFragmentsAndUnderConditions() {
        var walk = walk("""
                query Pets($on: Boolean!) {
                  __schema { queryType { name } }
                  mine: pet(filter: {size: SMALL, parts: [{since: "2026-01-01"}]}, sizes: LARGE) {
                    __typename
                    ... on Dog @include(if: $on) { age }
                    ...cat
                  }
                  other: pet { ...cat }
                }
                fragment cat on Cat { born }
                """);
        assertThat(walk.coordinates())
                .containsExactly(
                        "Cat",
                        "Cat.born",
                        "Date",
                        "Dog",
                        "Dog.age",
                        "Filter",
                        "Filter.parts",
                        "Filter.size",
                        "Part",
                        "Part.since",
                        "Pet",
                        "Query",
                        "Query.pet",
                        "Query.pet(filter:)",
                        "Query.pet(sizes:)",
                        "Size",
                        "Size.LARGE",
                        "Size.SMALL");
        assertThat(walk.inputs()).isEmpty();
    }

    @Test
    void aFieldOfAnInterfaceIsUsedThereAndADefaultOfAVariableIsUsed() {
        var walk = walk("query ($size: Size = SMALL, $n: Int) { node { id } pet(sizes: [$size]) { __typename } }");
        assertThat(walk.coordinates())
                .containsExactly(
                        "Node",
                        "Node.id",
                        "Pet",
                        "Query",
                        "Query.node",
                        "Query.pet",
                        "Query.pet(sizes:)",
                        "Size",
                        "Size.SMALL");
        assertThat(walk.inputs()).containsOnlyKeys("size");
    }

    @Test
    void valuesOfVariablesUseFieldsOfInputTypesAndEnumValues() {
        var walk = walk(
                "query ($filter: Filter, $sizes: [Size!]!) { pet(filter: $filter, sizes: $sizes) { __typename } }");
        var used = new TreeSet<String>();
        OperationUseWalk.ofValue(
                Map.of("size", "SMALL", "parts", List.of(Map.of("size", "LARGE"), Map.of("none", 1)), "alien", 3),
                input("filter", walk),
                used);
        assertThat(used)
                .containsExactly(
                        "Filter",
                        "Filter.parts",
                        "Filter.size",
                        "Part",
                        "Part.size",
                        "Size",
                        "Size.LARGE",
                        "Size.SMALL");
        used.clear();
        OperationUseWalk.ofValue(List.of("LARGE", "HUGE"), input("sizes", walk), used);
        assertThat(used).containsExactly("Size", "Size.LARGE");
        used.clear();
        OperationUseWalk.ofValue("not an object", input("filter", walk), used);
        assertThat(used).isEmpty();
    }

    @Test
    void theShapeIsThatOfTheUseAndNotOfTheText() {
        OperationUse one = use("query A { node { id } pet { __typename } }");
        assertThat(use("query B { pet { __typename } again: node { id } }").shape())
                .isEqualTo(one.shape());
        assertThat(use("query A { pet { __typename } }").shape()).isNotEqualTo(one.shape());
        assertThat(use("{ __schema { queryType { name } } }").coordinates()).isEqualTo("Query");
        assertThat(use("{ node { id } }").operation()).isEqualTo("unnamed");
    }

    @Test
    void countsStandForTheSampleAndAreBounded() {
        var metrics = new SimpleMeterRegistry();
        var counter = new SchemaUsageCounter(new SchemaUsageProperties(0.25, Duration.ofSeconds(30), 2), metrics);
        var interceptor = new SchemaUsageInterceptor(counter, 0.25, () -> 0.3);
        GraphQL engine = GraphQL.newGraphQL(SCHEMA).instrumentation(interceptor).build();
        for (String name : List.of("a", "a", "b", "c")) {
            engine.execute(ExecutionInput.newExecutionInput("query Op { __typename }")
                    .graphQLContext(Map.of(ClientApp.class, new ClientApp(name, "1")))
                    .build());
        }
        engine.execute("query Op { __typename }");
        assertThat(counter.take())
                .containsExactlyInAnyOrder(
                        new SchemaUsageCounter.Count(
                                "Op\ta\t1", use("{ __typename }").shape(), "Query", 8),
                        new SchemaUsageCounter.Count(
                                "Op\tb\t1", use("{ __typename }").shape(), "Query", 4));
        assertThat(counter.take()).isEmpty();
        assertThat(SchemaUsageCounter.lost(metrics, "full").count()).isEqualTo(1);
    }

    @Test
    void aSampleOfTheRequestsIsCounted() {
        var counter = new SchemaUsageCounter(
                new SchemaUsageProperties(0.25, Duration.ofSeconds(30), 2), new SimpleMeterRegistry());
        assertThat(isSampled(new SchemaUsageInterceptor(counter, 0.25, () -> 0.24)))
                .isTrue();
        assertThat(isSampled(new SchemaUsageInterceptor(counter, 0.25, () -> 0.25)))
                .isFalse();
        assertThat(isSampled(new SchemaUsageInterceptor(counter, 0, () -> 0))).isFalse();
        assertThat(isSampled(new SchemaUsageInterceptor(counter, 1, () -> 0.99)))
                .isTrue();
    }

    private static boolean isSampled(SchemaUsageInterceptor interceptor) {
        var request = new WebGraphQlRequest(
                URI.create("/graphql"),
                new HttpHeaders(),
                null,
                null,
                Map.of(),
                new DefaultGraphQlRequest("{ __typename }"),
                "1",
                null);
        interceptor.intercept(request, asked -> Mono.empty());
        return request.toExecutionInput().getGraphQLContext().hasKey(ClientApp.class);
    }

    private static GraphQLInputType input(String variable, OperationUseWalk walk) {
        return Objects.requireNonNull(walk.inputs().get(variable));
    }

    private static OperationUse use(String text) {
        return OperationUse.of(operation(Parser.parse(text)), walk(text));
    }

    private static OperationUseWalk walk(String text) {
        Document document = Parser.parse(text);
        return OperationUseWalk.of(
                operation(document),
                document.getDefinitionsOfType(FragmentDefinition.class).stream()
                        .collect(Collectors.toMap(FragmentDefinition::getName, Function.identity())),
                SCHEMA);
    }

    private static OperationDefinition operation(Document document) {
        return document.getDefinitionsOfType(OperationDefinition.class).getFirst();
    }
}
