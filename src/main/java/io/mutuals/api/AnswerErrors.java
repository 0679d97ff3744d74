package io.mutuals.api;

import graphql.ExecutionResult;
import graphql.GraphQLError;
import graphql.GraphqlErrorBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Which errors of an answer, or of an event of a stream, are told to the client. */
final class AnswerErrors {

    /** The number of errors that an answer lists at most. A page of failing items would be large without telling more. */
    static final int MAX = 50;

    private AnswerErrors() {}

    /**
     * Returns a result with the errors that the client is told: the first ones, and one that counts those left out; or,
     * if the client asked to halt, only the first one, without data. The same result if it has no more than those.
     */
    static ExecutionResult of(ExecutionResult result, ErrorBehavior behavior) {
        List<GraphQLError> errors = result.getErrors();
        if (behavior == ErrorBehavior.HALT && !errors.isEmpty() && result.isDataPresent()) {
            return result.transform(builder -> builder.data(null).errors(List.of(errors.getFirst())));
        }
        if (errors.size() <= MAX) {
            return result;
        }
        List<GraphQLError> told = new ArrayList<>(errors.subList(0, MAX));
        told.add(omitted(errors.size() - MAX));
        return result.transform(builder -> builder.errors(told));
    }

    private static GraphQLError omitted(int count) {
        return GraphqlErrorBuilder.newError()
                .errorType(ErrorCode.ERRORS_OMITTED)
                .message("There are more errors than are listed: %d are omitted.", count)
                .extensions(Map.of("code", ErrorCode.ERRORS_OMITTED.name(), "omitted", count))
                .build();
    }
}
