package io.mutuals.api;

import graphql.GraphQLError;
import io.micrometer.common.KeyValue;
import java.util.List;
import org.springframework.graphql.observation.DefaultExecutionRequestObservationConvention;
import org.springframework.graphql.observation.ExecutionRequestObservationContext;
import org.springframework.stereotype.Component;

/**
 * Names in metrics what came of a request, by the {@linkplain ErrorCode codes} of its errors: {@code INTERNAL_ERROR} when one is an
 * incident, {@code UNAVAILABLE} when one is, {@code REQUEST_ERROR} for the others, {@code SUCCESS} without any. Spring's own names know
 * its own enum of errors alone, so no incident of ours would count.
 */
@Component
class Outcomes extends DefaultExecutionRequestObservationConvention {

    private static final String KEY = "graphql.outcome";
    private static final KeyValue INTERNAL_ERROR = KeyValue.of(KEY, "INTERNAL_ERROR");
    private static final KeyValue UNAVAILABLE = KeyValue.of(KEY, "UNAVAILABLE");

    @Override
    @SuppressWarnings("NullAway") // there is no result of what failed as a whole, or has no answer yet
    protected KeyValue outcome(ExecutionRequestObservationContext context) {
        if (context.getError() == null && context.getExecutionResult() != null) {
            List<GraphQLError> errors = context.getExecutionResult().getErrors();
            if (has(errors, ErrorCode.INTERNAL_ERROR)) {
                return INTERNAL_ERROR;
            }
            if (has(errors, ErrorCode.UNAVAILABLE)) {
                return UNAVAILABLE;
            }
        }
        return super.outcome(context);
    }

    private static boolean has(List<GraphQLError> errors, ErrorCode code) {
        return errors.stream().anyMatch(error -> EveryErrorHasACode.codeOf(error.getErrorType()) == code);
    }
}
