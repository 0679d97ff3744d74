package io.mutuals.document;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.graphql.server.WebGraphQlRequest;
import org.springframework.stereotype.Component;

/**
 * Counts the requests with a document that is not registered, by the app that sent them, and logs each operation of an
 * app once. An app names itself in a header. Bounded, since clients choose the names. Thread-safe.
 */
@Component
class FreeDocuments {

    private static final Logger log = LoggerFactory.getLogger(FreeDocuments.class);

    private static final String OTHER = "other";
    private static final int MAX_APPS = 50;
    private static final int MAX_LOGGED = 1_000;

    private final MeterRegistry metrics;
    private final Set<String> apps = ConcurrentHashMap.newKeySet();
    private final Set<Logged> logged = ConcurrentHashMap.newKeySet();

    FreeDocuments(MeterRegistry metrics) {
        this.metrics = metrics;
    }

    /** Counts a request. */
    void count(WebGraphQlRequest request) {
        String app = app(request);
        Counter.builder("mutuals.documents.free")
                .description("requests with a document that is not registered")
                .tag("app", app)
                .register(metrics)
                .increment();
        Logged first = new Logged(app, ClientApp.name(request.getOperationName()));
        if (logged.size() < MAX_LOGGED && logged.add(first)) {
            log.info(
                    "The app {} sends a document that is not registered, with the operation {}. This is not logged"
                            + " again",
                    first.app(),
                    first.operation());
        }
    }

    private String app(WebGraphQlRequest request) {
        String named = ClientApp.of(request.getHeaders()).name();
        if (apps.contains(named)) {
            return named;
        }
        return apps.size() < MAX_APPS && apps.add(named) ? named : OTHER;
    }

    /** An operation of an app. */
    private record Logged(String app, String operation) {}
}
