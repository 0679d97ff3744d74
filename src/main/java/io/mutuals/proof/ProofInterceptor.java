package io.mutuals.proof;

import graphql.ExecutionResult;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.graphql.server.WebGraphQlInterceptor;
import org.springframework.graphql.server.WebGraphQlRequest;
import org.springframework.graphql.server.WebGraphQlResponse;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Assigns a meter to every request and, for those with the header {@code Mutuals-Proof: 1}, adds {@code
 * extensions.proof} to the response. In a stream every event gets its own, with the cost since the previous event.
 */
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
        // Those who come next may read something before the request itself begins, such as whose the account is.
        Mono<WebGraphQlResponse> response =
                Meters.bill(meter, () -> chain.next(request)).contextWrite(context -> context.put(Meters.KEY, meter));
        boolean requested = "1".equals(request.getHeaders().getFirst(HEADER));
        return response.map(answer -> {
            if (answer.getData() instanceof Publisher<?> events) {
                return answer.transform(builder -> builder.data(Flux.from(events)
                        .cast(ExecutionResult.class)
                        .map(event -> withProof(event, meter, requested))));
            }
            return requested
                    ? answer.transform(builder -> builder.extensions(with(answer.getExtensions(), meter.toExtension())))
                    : answer;
        });
    }

    private static ExecutionResult withProof(ExecutionResult event, RequestMeter meter, boolean requested) {
        Map<String, Object> proof = meter.takeExtension();
        return requested ? event.transform(builder -> builder.extensions(with(event.getExtensions(), proof))) : event;
    }

    private static Map<Object, Object> with(@Nullable Map<Object, Object> extensions, Map<String, Object> proof) {
        Map<Object, Object> all = extensions == null ? new LinkedHashMap<>() : new LinkedHashMap<>(extensions);
        all.put("proof", proof);
        return all;
    }
}
