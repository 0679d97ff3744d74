package io.mutuals.proof;

import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.graphql.server.WebGraphQlInterceptor;
import org.springframework.graphql.server.WebGraphQlRequest;
import org.springframework.graphql.server.WebGraphQlResponse;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Gives every request a meter, and adds {@code extensions.proof} for those that ask with {@code Mutuals-Proof: 1}. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class ProofInterceptor implements WebGraphQlInterceptor {

    static final String HEADER = "Mutuals-Proof";

    @Override
    public Mono<WebGraphQlResponse> intercept(WebGraphQlRequest request, Chain chain) {
        RequestMeter meter = new RequestMeter();
        request.configureExecutionInput(
                (input, builder) -> builder.graphQLContext(context -> context.of(RequestMeter.class, meter))
                        .build());
        Mono<WebGraphQlResponse> response = chain.next(request).contextWrite(context -> context.put(Meters.KEY, meter));
        if (!"1".equals(request.getHeaders().getFirst(HEADER))) {
            return response;
        }
        return response.map(answer -> answer.transform(builder -> {
            java.util.Map<Object, Object> extensions = new java.util.LinkedHashMap<>(answer.getExtensions());
            extensions.put("proof", meter.toExtension());
            builder.extensions(extensions);
        }));
    }
}
