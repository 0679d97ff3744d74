package io.mutuals.realtime;

import io.mutuals.api.ErrorCode;
import io.mutuals.api.LiveTransport;
import io.mutuals.api.RequestException;
import io.mutuals.security.SignIn;
import io.mutuals.security.Viewers;
import jakarta.servlet.ServletException;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscription;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.graphql.server.WebGraphQlHandler;
import org.springframework.graphql.server.WebGraphQlResponse;
import org.springframework.graphql.server.webmvc.GraphQlSseHandler;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;
import reactor.core.publisher.BaseSubscriber;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Serves operations that ask for {@code text/event-stream}, each over a connection of its own: events {@code next} and
 * finally {@code complete}. As over a WebSocket, the next event is requested when the previous one has been written.
 */
@Component
@ConditionalOnWebApplication
class EventStreams extends GraphQlSseHandler {

    private static final Logger log = LoggerFactory.getLogger(EventStreams.class);

    private final ConnectedViewers connected;
    private final LiveConnections connections;
    private final RealtimeProperties properties;
    private final Viewers viewers;

    EventStreams(
            WebGraphQlHandler graphQl,
            Viewers viewers,
            ConnectedViewers connected,
            LiveConnections connections,
            RealtimeProperties properties) {
        super(graphQl);
        this.viewers = viewers;
        this.connected = connected;
        this.connections = connections;
        this.properties = properties;
    }

    @Override
    public ServerResponse handleRequest(ServerRequest request) throws ServletException {
        request.attributes().put(LiveTransport.ATTRIBUTE, true);
        return super.handleRequest(request);
    }

    @Override
    protected ServerResponse prepareResponse(ServerRequest request, Mono<WebGraphQlResponse> result) {
        return stream(request, result);
    }

    /** Returns the response to {@code request} as a stream of events. */
    ServerResponse stream(ServerRequest request, Mono<WebGraphQlResponse> result) {
        SignIn signIn = SignIn.of(request.servletRequest().getUserPrincipal());
        long payer = signIn == null ? 0 : viewers.payer(signIn);
        Flux<Map<String, Object>> events = OperationResults.of(result);
        return new EventStreamResponse(response -> new EventStream(response, signIn, payer).open(events));
    }

    /** The connection of one stream. */
    private final class EventStream extends BaseSubscriber<Map<String, Object>> implements LiveConnection {

        private final ServerResponse.SseBuilder response;
        private final @Nullable SignIn signIn;
        private final long payer;
        private final Outbox outbox;
        private final AtomicBoolean ended = new AtomicBoolean();
        private volatile boolean joined;
        private volatile long lastWritten = System.nanoTime();

        private EventStream(ServerResponse.SseBuilder response, @Nullable SignIn signIn, long payer) {
            this.response = response;
            this.signIn = signIn;
            this.payer = payer;
            this.outbox = new Outbox(
                    properties.maxWaiting(), properties.maxWaitingSize().toBytes(), gone -> {
                        log.debug("An event could not be written to an event stream", gone);
                        end();
                        response.error(gone);
                    });
        }

        private void open(Flux<Map<String, Object>> events) {
            response.onComplete(this::end).onError(gone -> end()).onTimeout(this::end);
            connections.add(this);
            joined = signIn == null || connected.join(payer);
            if (joined) {
                events.subscribe(this);
            } else {
                int max = properties.maxConnections();
                finish(List.of(OperationResults.error(
                        ErrorCode.RATE_LIMITED,
                        "You have too many live connections: at most " + max + ". Close one first.",
                        Map.of("limit", "connections", "maximum", max))));
            }
        }

        @Override
        protected void hookOnSubscribe(Subscription subscription) {
            subscription.request(1);
        }

        @Override
        protected void hookOnNext(Map<String, Object> event) {
            write(event, () -> request(1));
        }

        @Override
        protected void hookOnComplete() {
            complete();
        }

        @Override
        protected void hookOnError(Throwable thrown) {
            finish(OperationResults.errors(thrown));
        }

        private void finish(List<Map<String, Object>> errors) {
            write(Map.of("errors", errors), () -> {});
            complete();
        }

        private void write(Map<String, Object> event, Runnable written) {
            // Only one event of a stream waits at a time, so its size does not matter.
            outbox.send(
                    0,
                    () -> {
                        response.event("next");
                        response.data(event);
                        lastWritten = System.nanoTime();
                    },
                    written);
        }

        private void complete() {
            outbox.send(
                    0,
                    () -> {
                        response.event("complete");
                        response.data("");
                    },
                    this::hangUp);
        }

        private void hangUp() {
            end();
            response.complete();
        }

        private void end() {
            if (ended.getAndSet(true)) {
                return;
            }
            connections.remove(this);
            cancel();
            outbox.close();
            if (joined && signIn != null) {
                connected.leave(payer);
            }
        }

        @Override
        public void check(Instant now, long nanos) {
            if (signIn != null && signIn.isOver(now)) {
                refuse(ErrorCode.UNAUTHENTICATED, "The token has expired; please sign in again.");
            } else if (viewers.hasLeft(payer)) {
                RequestException left = RequestException.accountDeactivated();
                refuse(left.code(), left.text());
            } else if (outbox.isEmpty()
                    && nanos - lastWritten > properties.heartbeat().toNanos()) {
                lastWritten = nanos;
                outbox.send(0, this::sendHeartbeat, () -> {});
            }
        }

        private void refuse(ErrorCode code, String message) {
            if (!isDisposed()) {
                cancel();
                finish(List.of(OperationResults.error(code, message, Map.of())));
            }
        }

        private void sendHeartbeat() throws IOException {
            response.comment("");
            response.send();
        }

        @Override
        public void shutDown() {
            outbox.send(0, () -> {}, this::hangUp);
        }
    }
}
