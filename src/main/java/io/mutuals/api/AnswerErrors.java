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

    /** Returns whether an error ended the execution, as the client asked, so that there is no data. */
    static boolean isHalted(ExecutionResult result, ErrorBehavior behavior) {
        return behavior == ErrorBehavior.HALT
                && result.isDataPresent()
                && !result.getErrors().isEmpty();
    }

    /** Returns the first errors and one that counts those left out; only the first one if it ended the execution. */
    static List<GraphQLError> told(List<GraphQLError> errors, boolean halted) {
        if (halted) {
            return List.of(errors.getFirst());
        }
        if (errors.size() <= MAX) {
            return errors;
        }
        List<GraphQLError> told = new ArrayList<>(errors.subList(0, MAX));
        told.add(omitted(errors.size() - MAX));
        return told;
    }

    private static GraphQLError omitted(int count) {
        return GraphqlErrorBuilder.newError()
                .errorType(ErrorCode.ERRORS_OMITTED)
                .message("There are more errors than are listed: %d are omitted.", count)
                .extensions(Map.of("code", ErrorCode.ERRORS_OMITTED.name(), "omitted", count))
                .build();
    }
}
