package io.mutuals.api;

import graphql.GraphqlErrorBuilder;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.graphql.server.WebGraphQlInterceptor;
import org.springframework.graphql.server.WebGraphQlRequest;
import org.springframework.graphql.server.WebGraphQlResponse;
import org.springframework.graphql.support.DefaultExecutionGraphQlResponse;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/** Answers requests that exceed the deadline with {@link ErrorCode#UNAVAILABLE}, whatever they wait for. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class RequestDeadline implements WebGraphQlInterceptor {

    private static final Logger log = LoggerFactory.getLogger(RequestDeadline.class);

    private final ApiProperties properties;
    private final Counter late;

    /**
     * The engine runs fields in the calling thread, which therefore cannot answer when the deadline passes. The threads
     * of a plain executor are not interrupted at the deadline: a change that is being committed completes, and its
     * events are published.
     */
    private final Scheduler threads =
            Schedulers.fromExecutor(task -> Thread.ofVirtual().name("request").start(task));

    RequestDeadline(ApiProperties properties, MeterRegistry metrics) {
        this.properties = properties;
        this.late = Counter.builder("mutuals.request.late")
                .description("requests that were not answered by their deadline")
                .register(metrics);
    }

    @Override
    public Mono<WebGraphQlResponse> intercept(WebGraphQlRequest request, Chain chain) {
        return chain.next(request)
                .subscribeOn(threads)
                .timeout(properties.deadline(), Mono.fromSupplier(() -> tooLate(request)));
    }

    private WebGraphQlResponse tooLate(WebGraphQlRequest request) {
        late.increment();
        log.warn("The request {} was not answered within {}", request.getId(), properties.deadline());
        var error = GraphqlErrorBuilder.newError()
                .errorType(ErrorCode.UNAVAILABLE)
                .message("The answer took too long; please try again in a few seconds.")
                .extensions(Map.of("code", ErrorCode.UNAVAILABLE.name()))
                .build();
        var result = graphql.ExecutionResult.newExecutionResult()
                .data(null)
                .errors(List.of(error))
                .build();
        return new WebGraphQlResponse(new DefaultExecutionGraphQlResponse(request.toExecutionInput(), result));
    }
}
