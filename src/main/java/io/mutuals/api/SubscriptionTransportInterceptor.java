package io.mutuals.api;

import graphql.GraphqlErrorBuilder;
import java.util.List;
import java.util.Map;
import org.reactivestreams.Publisher;
import org.springframework.core.annotation.Order;
import org.springframework.graphql.server.WebGraphQlInterceptor;
import org.springframework.graphql.server.WebGraphQlRequest;
import org.springframework.graphql.server.WebGraphQlResponse;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Refuses subscriptions over a transport that carries a single answer. */
@Component
@Order(0)
class SubscriptionTransportInterceptor implements WebGraphQlInterceptor {

    @Override
    public Mono<WebGraphQlResponse> intercept(WebGraphQlRequest request, Chain chain) {
        if (LiveTransport.mayCarry(request)) {
            return chain.next(request);
        }
        return chain.next(request)
                .map(response -> response.getData() instanceof Publisher ? refused(response) : response);
    }

    private static WebGraphQlResponse refused(WebGraphQlResponse response) {
        var error = GraphqlErrorBuilder.newError()
                .errorType(ErrorCode.GRAPHQL_VALIDATION_FAILED)
                .message("Subscriptions are answered over a WebSocket (graphql-transport-ws), or as text/event-stream.")
                .extensions(Map.of("code", ErrorCode.GRAPHQL_VALIDATION_FAILED.name()))
                .build();
        var result = graphql.ExecutionResult.newExecutionResult()
                .errors(List.of(error))
                .build();
        return new WebGraphQlResponse(new org.springframework.graphql.support.DefaultExecutionGraphQlResponse(
                response.getExecutionInput(), result));
    }
}
