package io.mutuals.limit;

import io.mutuals.api.LiveTransport;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.springframework.graphql.server.WebGraphQlInterceptor;
import org.springframework.graphql.server.WebGraphQlRequest;
import org.springframework.graphql.server.WebGraphQlResponse;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Tells every viewer what the request cost, in {@code extensions.cost}, and settles the difference to what it was charged. */
@Component
class CostInterceptor implements WebGraphQlInterceptor {

    private final Throttle throttle;
    private final Executor later = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("refund-", 0).factory());

    CostInterceptor(Throttle throttle) {
        this.throttle = throttle;
    }

    @Override
    public Mono<WebGraphQlResponse> intercept(WebGraphQlRequest request, Chain chain) {
        Bill bill = new Bill();
        request.configureExecutionInput((input, builder) ->
                builder.graphQLContext(context -> context.of(Bill.class, bill)).build());
        return chain.next(request).map(response -> settle(bill, request, response));
    }

    private WebGraphQlResponse settle(Bill bill, WebGraphQlRequest request, WebGraphQlResponse response) {
        Refusal refusal = bill.refusal();
        if (refusal != null && !LiveTransport.carries(request)) {
            throw refusal;
        }
        Bill.Charge charge = bill.charge();
        // A stream has been paid for with what one event could hold; nobody knows yet what it will bring.
        if (charge == null || refusal != null || response.getData() instanceof Publisher) {
            return response;
        }
        long actual = objects(response.getData());
        if (charge.balance() != null && charge.unused(actual) != 0) {
            later.execute(() -> throttle.settle(charge.viewer(), charge.unused(actual)));
        }
        return response.transform(builder -> {
            Map<Object, Object> extensions = new LinkedHashMap<>(response.getExtensions());
            extensions.put("cost", charge.toExtension(actual));
            builder.extensions(extensions);
        });
    }

    /** How many objects an answer holds, itself not counted; the measure that the formula foretells. */
    private static long objects(@Nullable Object data) {
        return data == null ? 0 : Math.max(0, count(data) - 1);
    }

    private static long count(@Nullable Object value) {
        long objects = 0;
        switch (value) {
            case Map<?, ?> object -> {
                objects = 1;
                for (Object field : object.values()) {
                    objects += count(field);
                }
            }
            case Collection<?> list -> {
                for (Object item : list) {
                    objects += count(item);
                }
            }
            case null, default -> {}
        }
        return objects;
    }
}
