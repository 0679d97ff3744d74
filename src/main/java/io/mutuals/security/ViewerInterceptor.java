package io.mutuals.security;

import org.springframework.graphql.server.WebGraphQlInterceptor;
import org.springframework.graphql.server.WebGraphQlRequest;
import org.springframework.graphql.server.WebGraphQlResponse;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Hands the viewer to the fields of the request, and to nothing that outlives it. */
@Component
class ViewerInterceptor implements WebGraphQlInterceptor {

    @Override
    public Mono<WebGraphQlResponse> intercept(WebGraphQlRequest request, Chain chain) {
        if (SecurityContextHolder.getContext().getAuthentication() instanceof ViewerAuthentication known) {
            request.configureExecutionInput((input, builder) -> builder.graphQLContext(context ->
                            context.of(Viewer.class, known.viewer(), VerifiedAddresses.class, known.addresses()))
                    .build());
        }
        return chain.next(request);
    }
}
