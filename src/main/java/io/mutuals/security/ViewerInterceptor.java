package io.mutuals.security;

import org.jspecify.annotations.Nullable;
import org.springframework.graphql.server.WebGraphQlInterceptor;
import org.springframework.graphql.server.WebGraphQlRequest;
import org.springframework.graphql.server.WebGraphQlResponse;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Passes the viewer to the fields of the request, and to nothing that outlives it, on every transport. */
@Component
class ViewerInterceptor implements WebGraphQlInterceptor {

    @Override
    public Mono<WebGraphQlResponse> intercept(WebGraphQlRequest request, Chain chain) {
        SignIn known = signIn(request);
        if (known != null) {
            request.configureExecutionInput((input, builder) -> builder.graphQLContext(context ->
                            context.of(Viewer.class, known.viewer(), VerifiedAddresses.class, known.addresses()))
                    .build());
        }
        return chain.next(request);
    }

    private static @Nullable SignIn signIn(WebGraphQlRequest request) {
        return request.getAttributes().get(SignIn.ATTRIBUTE) instanceof SignIn brought
                ? brought
                : SignIn.of(SecurityContextHolder.getContext().getAuthentication());
    }
}
