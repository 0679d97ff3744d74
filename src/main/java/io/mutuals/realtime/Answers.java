package io.mutuals.realtime;

import graphql.ExecutionResult;
import graphql.GraphQLError;
import io.mutuals.api.ErrorCode;
import io.mutuals.api.RequestErrors;
import java.util.List;
import java.util.Map;
import org.reactivestreams.Publisher;
import org.springframework.graphql.execution.SubscriptionPublisherException;
import org.springframework.graphql.server.WebGraphQlResponse;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** What goes over a live connection, in the form that GraphQL gives it. */
final class Answers {

    private Answers() {}

    /**
     * The events of a subscription, or the one answer of anything else. It ends with an error when there is none: what was refused, or
     * what never began. Whoever subscribes decides how many are made: nothing between the source and the socket asks for more.
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

    /** The errors with which an operation ended. */
    static List<Map<String, Object>> errors(Throwable thrown) {
        return RequestErrors.of(thrown).stream()
                .map(GraphQLError::toSpecification)
                .toList();
    }

    /** An error of the connection rather than of an operation. */
    static Map<String, Object> error(ErrorCode code, String message, Map<String, Object> details) {
        Map<String, Object> extensions = new java.util.LinkedHashMap<>(details);
        extensions.put("code", code.name());
        return Map.of("message", message, "extensions", extensions);
    }
}
