package io.mutuals.api;

import graphql.ErrorType;
import graphql.ExecutionResult;
import graphql.GraphQLError;
import graphql.GraphqlErrorBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Which errors of an answer, or of an event of a stream, are told to the client. */
final class AnswerErrors {

    /**
     * The number of errors that an answer lists at most. A page of failing items would be large without telling more.
     */
    static final int MAX = 50;

    private AnswerErrors() {}

    /** Returns whether an error ended the execution, as the client asked, so that there is no data. */
    static boolean isHalted(ExecutionResult result, ErrorBehavior behavior) {
        return behavior == ErrorBehavior.HALT
                && result.isDataPresent()
                && !result.getErrors().isEmpty();
    }

    /** Returns the first errors and one that counts those left out; only the first one if it ended the execution. */
    static List<GraphQLError> told(List<GraphQLError> all, boolean halted) {
        if (halted) {
            return List.of(all.getFirst());
        }
        List<GraphQLError> errors = withoutEchoes(all);
        if (errors.size() <= MAX) {
            return errors;
        }
        List<GraphQLError> told = new ArrayList<>(errors.subList(0, MAX));
        told.add(omitted(errors.size() - MAX));
        return told;
    }

    /** Leaves out the errors by which the engine, in streams, says again that a field is null that has failed. */
    private static List<GraphQLError> withoutEchoes(List<GraphQLError> errors) {
        Set<List<Object>> failed = errors.stream()
                .filter(error -> !isOfNull(error) && error.getPath() != null)
                .map(GraphQLError::getPath)
                .collect(Collectors.toSet());
        return errors.stream()
                .filter(error -> !isOfNull(error) || !failed.contains(error.getPath()))
                .toList();
    }

    private static boolean isOfNull(GraphQLError error) {
        return error.getErrorType() == ErrorType.NullValueInNonNullableField;
    }

    private static GraphQLError omitted(int count) {
        return GraphqlErrorBuilder.newError()
                .errorType(ErrorCode.ERRORS_OMITTED)
                .message("There are more errors than are listed: %d are omitted.", count)
                .extensions(Map.of("code", ErrorCode.ERRORS_OMITTED.name(), "omitted", count))
                .build();
    }
}
