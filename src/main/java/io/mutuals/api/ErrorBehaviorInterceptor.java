package io.mutuals.api;

import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.graphql.server.WebGraphQlInterceptor;
import org.springframework.graphql.server.WebGraphQlRequest;
import org.springframework.graphql.server.WebGraphQlResponse;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Tells the engine what errors of fields do in a request, and refuses a request whose choice is none. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 5)
class ErrorBehaviorInterceptor implements WebGraphQlInterceptor {

    @Override
    public Mono<WebGraphQlResponse> intercept(WebGraphQlRequest request, Chain chain) {
        ErrorBehavior behavior;
        try {
            behavior = ErrorBehavior.of(request);
        } catch (RequestException refused) {
            return Mono.just(RequestErrors.refusal(request, refused));
        }
        if (behavior != ErrorBehavior.PROPAGATE) {
            request.configureExecutionInput(
                    (input, builder) -> builder.graphQLContext(context -> context.of(ErrorBehavior.class, behavior))
                            .build());
        }
        return chain.next(request);
    }
}
