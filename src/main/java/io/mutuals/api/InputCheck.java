package io.mutuals.api;

import graphql.ExecutionResult;
import graphql.GraphQLError;
import graphql.GraphqlErrorBuilder;
import graphql.execution.AbortExecutionException;
import graphql.execution.ExecutionContext;
import graphql.execution.instrumentation.InstrumentationContext;
import graphql.execution.instrumentation.InstrumentationState;
import graphql.execution.instrumentation.SimpleInstrumentationContext;
import graphql.execution.instrumentation.SimplePerformantInstrumentation;
import graphql.execution.instrumentation.parameters.InstrumentationCreateStateParameters;
import graphql.execution.instrumentation.parameters.InstrumentationExecuteOperationParameters;
import graphql.execution.instrumentation.parameters.InstrumentationExecutionParameters;
import graphql.execution.instrumentation.parameters.InstrumentationFieldFetchParameters;
import graphql.language.Field;
import graphql.language.OperationDefinition.Operation;
import graphql.schema.DataFetcher;
import graphql.schema.GraphQLObjectType;
import graphql.schema.GraphQLSchema;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Refuses, before anything runs, input that the engine accepts and then fails on.
 *
 * <p>A null in {@code @skip} or {@code @include} refuses the request. In a query, a null in an argument that takes none
 * fails that field alone. Mutations run one after the other, and those after one that fails may rest on it; so in a
 * mutation every null, id and page size is checked, and a wrong one refuses the whole request.
 */
@Component
class InputCheck extends SimplePerformantInstrumentation {

    @Override
    public InstrumentationState createState(InstrumentationCreateStateParameters parameters) {
        return new Refused();
    }

    @Override
    public @Nullable InstrumentationContext<ExecutionResult> beginExecuteOperation(
            InstrumentationExecuteOperationParameters parameters, InstrumentationState state) {
        ExecutionContext context = parameters.getExecutionContext();
        Operation operation = context.getOperationDefinition().getOperation();
        Map<String, @Nullable Object> variables =
                new HashMap<>(context.getCoercedVariables().toMap());
        boolean mutation = operation == Operation.MUTATION;
        if (mutation || variables.containsValue(null)) {
            InputWalk walk =
                    new InputWalk(context.getGraphQLSchema(), context.getFragmentsByName(), variables, mutation);
            walk.through(context.getOperationDefinition(), root(context.getGraphQLSchema(), operation));
            refuse(walk.forAll());
            if (mutation) {
                ((Refused) state).mutation = !walk.problems().isEmpty();
                refuse(walk.problems());
            } else {
                ((Refused) state).fields = walk.byField();
            }
        }
        return SimpleInstrumentationContext.noOp();
    }

    private static GraphQLObjectType root(GraphQLSchema schema, Operation operation) {
        return switch (operation) {
            case QUERY -> schema.getQueryType();
            case MUTATION -> schema.getMutationType();
            case SUBSCRIPTION -> schema.getSubscriptionType();
        };
    }

    private static void refuse(List<InputWalk.Problem> problems) {
        if (!problems.isEmpty()) {
            throw new AbortExecutionException(
                    problems.stream().map(InputCheck::error).toList());
        }
    }

    private static GraphQLError error(InputWalk.Problem problem) {
        GraphqlErrorBuilder<?> error = GraphqlErrorBuilder.newError()
                .errorType(problem.code())
                .message("%s", problem.message())
                .extensions(Map.of("code", problem.code().name()));
        if (problem.location() != null) {
            error.location(problem.location());
        }
        return problem.path().isEmpty()
                ? error.build()
                : error.path(problem.path()).build();
    }

    @Override
    public DataFetcher<?> instrumentDataFetcher(
            DataFetcher<?> fetcher, InstrumentationFieldFetchParameters parameters, InstrumentationState state) {
        Map<Field, InputWalk.Problem> refused = ((Refused) state).fields;
        if (refused.isEmpty()) {
            return fetcher;
        }
        InputWalk.Problem problem = refused.get(parameters.getEnvironment().getField());
        if (problem == null) {
            return fetcher;
        }
        return environment -> {
            throw new RequestException(problem.code(), problem.message());
        };
    }

    /**
     * Adds {@code data: null}, as when the execution ends with an error: so the HTTP status is that of an answer.
     */
    @Override
    public CompletableFuture<ExecutionResult> instrumentExecutionResult(
            ExecutionResult result, InstrumentationExecutionParameters parameters, InstrumentationState state) {
        return CompletableFuture.completedFuture(
                ((Refused) state).mutation ? result.transform(builder -> builder.data(null)) : result);
    }

    /** The refusals of one execution. */
    private static final class Refused implements InstrumentationState {

        private boolean mutation;
        private Map<Field, InputWalk.Problem> fields = Map.of();
    }
}
