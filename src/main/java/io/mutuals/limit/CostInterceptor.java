package io.mutuals.limit;

import io.mutuals.api.LiveTransport;
import io.mutuals.api.QueriesOnly;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.springframework.graphql.server.WebGraphQlInterceptor;
import org.springframework.graphql.server.WebGraphQlRequest;
import org.springframework.graphql.server.WebGraphQlResponse;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Reports the cost of the request in {@code extensions.cost}, and refunds the difference between the charge and the
 * actual cost.
 */
@Component
class CostInterceptor implements WebGraphQlInterceptor {

    /**
     * What a shared cache may do with an answer that is the same for every viewer, which therefore has no cost in it.
     */
    private static final CacheControl PUBLIC =
            CacheControl.maxAge(Duration.ofMinutes(5)).cachePublic();

    private final Throttle throttle;
    private final Executor refunds = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("refund-", 0).factory());

    CostInterceptor(Throttle throttle) {
        this.throttle = throttle;
    }

    @Override
    public Mono<WebGraphQlResponse> intercept(WebGraphQlRequest request, Chain chain) {
        Bill bill = new Bill(QueriesOnly.holdsFor(request));
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
        // A stream is charged for one event of the largest size; its actual cost is not known yet.
        if (charge == null || refusal != null || response.getData() instanceof Publisher) {
            return response;
        }
        long actual = objects(response.getData());
        if (charge.balance() != null && charge.unused(actual) != 0) {
            refunds.execute(() -> throttle.settle(charge.viewer(), charge.unused(actual)));
        }
        if (bill.queriesOnly() && bill.forAll() && isPlain(request, response)) {
            response.getResponseHeaders().setCacheControl(PUBLIC);
            response.getResponseHeaders().setVary(List.of(HttpHeaders.ACCEPT));
            return response;
        }
        return response.transform(builder -> {
            Map<Object, Object> extensions = new LinkedHashMap<>(response.getExtensions());
            extensions.put("cost", charge.toExtension(actual));
            builder.extensions(extensions);
        });
    }

    /** Returns whether an answer has nothing in it but its data. */
    private static boolean isPlain(WebGraphQlRequest request, WebGraphQlResponse response) {
        return response.getErrors().isEmpty() && !request.getHeaders().containsHeader("Mutuals-Proof");
    }

    /** Returns the number of objects in an answer, not counting the answer itself: what the formula estimates. */
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
