package io.mutuals.security;

import org.springframework.graphql.server.WebGraphQlInterceptor;
import org.springframework.graphql.server.WebGraphQlRequest;
import org.springframework.graphql.server.WebGraphQlResponse;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Passes the sign-in, and the viewer if it has an account that is not deactivated, to the fields of the request, and to
 * nothing that outlives it, on every transport.
 */
@Component
class ViewerInterceptor implements WebGraphQlInterceptor {

    private final Viewers viewers;
    private final AssuredAges ages;

    ViewerInterceptor(Viewers viewers, AssuredAges ages) {
        this.viewers = viewers;
        this.ages = ages;
    }

    @Override
    public Mono<WebGraphQlResponse> intercept(WebGraphQlRequest request, Chain chain) {
        SignIn known = SignIn.of(request);
        if (known == null) {
            return chain.next(request);
        }
        AccountHolder holder = viewers.holder(known);
        Viewer viewer = holder == null || holder.isAbsent() ? null : holder.viewer();
        if (viewer != null && known.age() != null) {
            ages.learn(viewer.userId(), known.age());
        }
        request.configureExecutionInput((input, builder) -> builder.graphQLContext(context -> {
                    context.of(SignIn.class, known, VerifiedAddresses.class, known.addresses());
                    if (holder != null) {
                        context.of(AccountHolder.class, holder);
                    }
                    if (viewer != null) {
                        context.of(Viewer.class, viewer);
                    }
                })
                .build());
        return chain.next(request);
    }
}
