package io.mutuals.realtime;

import graphql.ExecutionResult;
import graphql.GraphQLError;
import io.mutuals.api.ErrorCode;
import io.mutuals.api.RequestErrors;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.reactivestreams.Publisher;
import org.springframework.graphql.execution.SubscriptionPublisherException;
import org.springframework.graphql.server.WebGraphQlResponse;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Converts results of operations to what is sent over a live connection. */
final class OperationResults {

    private OperationResults() {}

    /**
     * Returns the events of a subscription, or the single result of another operation. Ends with an error if there is
     * no result: the request was refused, or the subscription did not start. The subscriber controls the demand; no
     * operator in between prefetches.
     */
    static Flux<Map<String, Object>> of(Mono<WebGraphQlResponse> response) {
        return response.flatMapMany(answer -> {
            if (answer.getData() instanceof Publisher<?> events) {
                return Flux.from(events).cast(ExecutionResult.class).map(ExecutionResult::toSpecification);
            }
            if (answer.getData() == null && !answer.getErrors().isEmpty()) {
                return Flux.error(new SubscriptionPublisherException(
                        answer.getExecutionResult().getErrors(), null));
            }
            return Flux.just(answer.toMap());
        });
    }

    /** Returns the errors with which an operation ended. */
    static List<Map<String, Object>> errors(Throwable thrown) {
        return RequestErrors.of(thrown).stream()
                .map(GraphQLError::toSpecification)
                .toList();
    }

    /** Returns an error that concerns the connection rather than an operation. */
    static Map<String, Object> error(ErrorCode code, String message, Map<String, Object> details) {
        Map<String, Object> extensions = new LinkedHashMap<>(details);
        extensions.put("code", code.name());
        return Map.of("message", message, "extensions", extensions);
    }
}
