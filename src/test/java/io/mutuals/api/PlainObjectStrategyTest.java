package io.mutuals.api;

import static org.assertj.core.api.Assertions.assertThat;

import graphql.ExecutionInput;
import graphql.ExecutionResult;
import graphql.GraphQL;
import graphql.execution.AsyncExecutionStrategy;
import graphql.execution.DataFetcherResult;
import graphql.execution.ExecutionStrategy;
import graphql.execution.SimpleDataFetcherExceptionHandler;
import graphql.execution.instrumentation.InstrumentationContext;
import graphql.execution.instrumentation.InstrumentationState;
import graphql.execution.instrumentation.SimplePerformantInstrumentation;
import graphql.execution.instrumentation.parameters.InstrumentationFieldParameters;
import graphql.schema.DataFetchingEnvironment;
import graphql.schema.GraphQLSchema;
import graphql.schema.idl.RuntimeWiring;
import graphql.schema.idl.SchemaGenerator;
import graphql.schema.idl.SchemaParser;
import io.mutuals.SideBySide;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.dataloader.DataLoader;
import org.dataloader.DataLoaderFactory;
import org.dataloader.DataLoaderRegistry;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers are those of the engine's own strategy, errors included, and loaders batch as they do with it. */
@SideBySide
class PlainObjectStrategyTest {

    private static final String SCHEMA = """
            type Query { page: Page, maybe: Page, user: User!, things: [Thing], pages: [[User]] }
            type Page { nodes: [User!]!, some: [User], edges: [Edge!], info: Info!, size: Int }
            type Edge { cursor: String!, node: User! }
            type Info { more: Boolean!, end: String }
            type User { id: ID!, handle: String!, bio: String, age: Int, kind: Kind, tags: [String!], best: User,
              later: String, wrapped: String, perhaps: String, broken: String, friends: [User!]!, score(of: Int): Int }
            type Robot { id: ID! }
            union Thing = User | Robot
            enum Kind { CAT DOG }
            """;

    private final AtomicInteger batches = new AtomicInteger();
    private final GraphQLSchema schema = new SchemaGenerator()
            .makeExecutableSchema(
                    new SchemaParser().parse(SCHEMA),
                    RuntimeWiring.newRuntimeWiring()
                            .type(
                                    "Query",
                                    type -> type.dataFetcher("page", any -> page())
                                            .dataFetcher("maybe", any -> CompletableFuture.completedFuture(page()))
                                            .dataFetcher("user", any -> ada())
                                            .dataFetcher("things", any -> List.of(ada(), new Robot("r")))
                                            .dataFetcher("pages", any -> List.of(List.of(ada()), List.of())))
                            .type(
                                    "User",
                                    type -> type.dataFetcher("friends", PlainObjectStrategyTest::friends)
                                            .dataFetcher("score", environment -> environment.getArgument("of")))
                            .type(
                                    "Thing",
                                    type -> type.typeResolver(environment -> environment
                                            .getSchema()
                                            .getObjectType(
                                                    environment.getObject() instanceof Robot ? "Robot" : "User")))
                            .build());

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{ page { nodes { id handle bio age kind tags } } }",
                "{ page { __typename nodes { __typename id alias: handle } info { more end } size } }",
                "{ page { edges { cursor node { id best { id best { handle } } } } some { id } } }",
                "{ maybe { nodes { ...U } edges { node { ...U kind } } } } fragment U on User { id handle "
                        + "@skip(if: false) }",
                "{ page { nodes { id @include(if: false) handle bio @skip(if: true) } } }",
                "query ($x: Boolean = true) { page { nodes { id handle @include(if: $x) } "
                        + "some @skip(if: $x) { id } } }",
                "{ page { nodes { id } nodes { handle } } page { nodes { kind } size } }",
                "{ page { some { id broken } } }",
                "{ page { nodes { id broken } } }",
                "{ page { nodes { later id } } }",
                "{ page { nodes { wrapped perhaps } } }",
                "{ page { nodes { id score(of: 3) friends { id handle } } } }",
                "{ page { nodes { id friends { id friends { handle friends { id } } } } size } }",
                "{ things { __typename ... on User { id handle } ... on Robot { id } } }",
                "{ pages { id handle } user { id best { id } friends { id } } }",
                "{ one: user { ...A more: best { id } } two: user { ...A } } fragment A on User { best { handle } id }",
                "{ one: page { ...B nodes { id } } two: page { ...B nodes { kind } } } "
                        + "fragment B on Page { nodes { handle } }",
                "{ __schema { queryType { name fields { name type { name } } } } "
                        + "__type(name: \"Kind\") { enumValues { name } } }"
            })
    void anAnswerIsThatOfTheEngine(String document) {
        assertThat(answer(document, new PlainObjectStrategy(new SimpleDataFetcherExceptionHandler())))
                .isEqualTo(answer(document, new AsyncExecutionStrategy(new SimpleDataFetcherExceptionHandler())));
    }

    @Test
    void aPlainPageIsNoWorkOfTheEngine() {
        List<String> engine = new ArrayList<>();
        GraphQL.newGraphQL(schema)
                .queryExecutionStrategy(new PlainObjectStrategy(new SimpleDataFetcherExceptionHandler()))
                .instrumentation(new SimplePerformantInstrumentation() {
                    @Override
                    public @Nullable InstrumentationContext<Object> beginFieldExecution(
                            InstrumentationFieldParameters parameters, InstrumentationState state) {
                        engine.add(parameters.getField().getName());
                        return null;
                    }
                })
                .build()
                .execute(
                        "{ page { edges { node { id handle } } info { more } } user { id score(of: 1) best { id } } }");
        assertThat(engine).containsExactly("page", "user", "id", "score", "best");
    }

    @Test
    void missingAndWrongValuesAreReportedByTheEngine() {
        String document = "{ page { nodes { id handle age kind tags best { handle } } edges { node { id } } } }";
        for (User wrong : List.of(
                user("x", null, 3, "CAT", List.of()),
                user("x", "x", "not a number", "CAT", List.of()),
                user("x", "x", 3, "BIRD", List.of()),
                user("x", "x", 3, "CAT", "no list"),
                user("x", "x", 3, "CAT", Arrays.asList("a", null)))) {
            others.clear();
            others.add(wrong);
            Map<String, Object> expected =
                    answer(document, new AsyncExecutionStrategy(new SimpleDataFetcherExceptionHandler()));
            assertThat(expected.toString()).contains("message");
            assertThat(answer(document, new PlainObjectStrategy(new SimpleDataFetcherExceptionHandler())))
                    .isEqualTo(expected);
        }
    }

    @Test
    void aPlainPageBesideLoadersLeavesTheirBatchesAsTheyAre() {
        String document = "{ a: page { nodes { id } } b: page { nodes { id friends { id best { id } friends { id } } } "
                + "edges { cursor node { handle } } } c: maybe { nodes { friends { handle } } } }";
        answer(document, new AsyncExecutionStrategy(new SimpleDataFetcherExceptionHandler()));
        int engine = batches.getAndSet(0);
        answer(document, new PlainObjectStrategy(new SimpleDataFetcherExceptionHandler()));
        assertThat(batches).hasValue(engine);
        assertThat(engine).isEqualTo(2);
    }

    private final List<User> others = new ArrayList<>();

    private Page page() {
        List<User> users = new ArrayList<>(List.of(ada(), user("b", "ben", 4, "DOG", List.of("x", "y"))));
        users.addAll(others);
        return new Page(users, Arrays.asList(ada(), null), new Info(true, null), 2L);
    }

    private static User ada() {
        return user("a", "ada", null, null, null);
    }

    private static User user(
            String id, @Nullable String handle, @Nullable Object age, @Nullable String kind, @Nullable Object tags) {
        return new User(id, handle, age, kind, tags);
    }

    private static CompletableFuture<List<User>> friends(DataFetchingEnvironment environment) {
        DataLoader<String, List<User>> loader = Objects.requireNonNull(environment.getDataLoader("friends"));
        return loader.load(Objects.requireNonNull(environment.<User>getSource()).id());
    }

    private Map<String, Object> answer(String document, ExecutionStrategy strategy) {
        DataLoaderRegistry loaders = new DataLoaderRegistry()
                .register("friends", DataLoaderFactory.newDataLoader("friends", (List<String> ids) -> {
                    batches.incrementAndGet();
                    return CompletableFuture.completedFuture(ids.stream()
                            .map(id -> List.of(user(id + "f", id, 1, "CAT", null)))
                            .toList());
                }));
        ExecutionResult result = GraphQL.newGraphQL(schema)
                .queryExecutionStrategy(strategy)
                .build()
                .execute(ExecutionInput.newExecutionInput(document)
                        .dataLoaderRegistry(loaders)
                        .build());
        Map<String, Object> answer = new LinkedHashMap<>(new HashMap<>(result.toSpecification()));
        answer.put("text", String.valueOf(result.<Object>getData()));
        return answer;
    }

    /** A page. */
    public record Page(List<User> nodes, List<@Nullable User> some, Info info, Object size) {

        /** The edges. */
        public List<Edge> edges() {
            return nodes.stream().map(user -> new Edge("c" + user.id(), user)).toList();
        }
    }

    /** An edge. */
    public record Edge(String cursor, User node) {}

    /** What follows. */
    public record Info(boolean more, @Nullable String end) {}

    /** A machine. */
    public record Robot(String id) {}

    /** A user. */
    public record User(
            String id,
            @Nullable String handle,
            @Nullable Object age,
            @Nullable String kind,
            @Nullable Object tags) {

        /** The user's best friend. */
        public @Nullable User best() {
            return id.length() > 2 ? null : user(id + "b", handle, 5, "CAT", null);
        }

        /** Not there yet. */
        public CompletableFuture<String> later() {
            return CompletableFuture.supplyAsync(() -> "later");
        }

        /** With extras. */
        public DataFetcherResult<String> wrapped() {
            return DataFetcherResult.<String>newResult().data("wrapped").build();
        }

        /** Perhaps. */
        public Optional<String> perhaps() {
            return Optional.of("perhaps");
        }

        /** Fails. */
        public String broken() {
            if (id.isEmpty()) {
                return "whole";
            }
            throw new IllegalStateException("broken");
        }
    }
}
