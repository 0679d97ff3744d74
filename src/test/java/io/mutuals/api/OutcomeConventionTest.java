package io.mutuals.api;

import static org.assertj.core.api.Assertions.assertThat;

import graphql.ErrorClassification;
import graphql.ErrorType;
import graphql.ExecutionInput;
import graphql.ExecutionResult;
import graphql.GraphQLError;
import graphql.GraphqlErrorBuilder;
import io.mutuals.SideBySide;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.graphql.observation.ExecutionRequestObservationContext;

/** The metric of requests names their outcomes by our own codes. */
@SideBySide
class OutcomeConventionTest {

    @Test
    void anIncidentCountsAsAnInternalErrorAmongOtherFailures() {
        assertThat(outcome()).isEqualTo("SUCCESS");
        assertThat(outcome(ErrorCode.INVALID_ID, ErrorCode.INTERNAL_ERROR, ErrorCode.UNAVAILABLE))
                .isEqualTo("INTERNAL_ERROR");
        assertThat(outcome(ErrorCode.INVALID_ID, ErrorCode.UNAVAILABLE)).isEqualTo("UNAVAILABLE");
        assertThat(outcome(ErrorType.NullValueInNonNullableField)).isEqualTo("INTERNAL_ERROR");
        assertThat(outcome(ErrorType.ValidationError)).isEqualTo("REQUEST_ERROR");
    }

    @ParameterizedTest
    @EnumSource(
            names = {"INTERNAL_ERROR", "UNAVAILABLE"},
            mode = EnumSource.Mode.EXCLUDE)
    void everyOtherCodeIsARequestError(ErrorCode code) {
        assertThat(outcome(code)).isEqualTo("REQUEST_ERROR");
    }

    private static String outcome(ErrorClassification... codes) {
        var context = new ExecutionRequestObservationContext(
                ExecutionInput.newExecutionInput("{ viewer { user { id } } }").build());
        List<GraphQLError> errors = Arrays.stream(codes)
                .<GraphQLError>map(code -> GraphqlErrorBuilder.newError()
                        .message("no")
                        .errorType(code)
                        .build())
                .toList();
        context.setExecutionResult(
                ExecutionResult.newExecutionResult().errors(errors).build());
        return new OutcomeConvention()
                .getLowCardinalityKeyValues(context).stream()
                        .filter(value -> value.getKey().equals("graphql.outcome"))
                        .findFirst()
                        .orElseThrow()
                        .getValue();
    }
}
