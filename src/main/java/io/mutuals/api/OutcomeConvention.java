package io.mutuals.api;

import graphql.GraphQLError;
import io.micrometer.common.KeyValue;
import java.util.List;
import org.springframework.graphql.observation.DefaultExecutionRequestObservationConvention;
import org.springframework.graphql.observation.ExecutionRequestObservationContext;
import org.springframework.stereotype.Component;

/**
 * Names the outcome of a request in metrics, by the {@linkplain ErrorCode codes} of its errors: {@code INTERNAL_ERROR}
 * if one is an incident, {@code UNAVAILABLE} if one is, {@code REQUEST_ERROR} for others, and {@code SUCCESS} without
 * errors. Spring's own convention knows only its own error types, so it would not count our incidents.
 */
@Component
class OutcomeConvention extends DefaultExecutionRequestObservationConvention {

    private static final String KEY = "graphql.outcome";
    private static final KeyValue INTERNAL_ERROR = KeyValue.of(KEY, "INTERNAL_ERROR");
    private static final KeyValue UNAVAILABLE = KeyValue.of(KEY, "UNAVAILABLE");

    @Override
    @SuppressWarnings("NullAway") // there is no result if execution failed, or has not finished
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
        return errors.stream().anyMatch(error -> ErrorCodeInterceptor.codeOf(error.getErrorType()) == code);
    }
}
