package io.mutuals.realtime;

import io.mutuals.api.ErrorCode;
import io.mutuals.api.LiveTransport;
import io.mutuals.security.SignIn;
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
 * Operations whose answer is asked for as {@code text/event-stream}, each over a connection of its own: events {@code next} and, at the
 * end, {@code complete}. As over a WebSocket, the next event is asked for when the one before it has been written.
 */
@Component
@ConditionalOnWebApplication
class EventStreams extends GraphQlSseHandler {

    private static final Logger log = LoggerFactory.getLogger(EventStreams.class);

    private final Audience audience;
    private final LiveConnections connections;
    private final RealtimeProperties properties;

    EventStreams(
            WebGraphQlHandler graphQl, Audience audience, LiveConnections connections, RealtimeProperties properties) {
        super(graphQl);
        this.audience = audience;
        this.connections = connections;
        this.properties = properties;
    }

    @Override
    public ServerResponse handleRequest(ServerRequest request) throws ServletException {
        request.attributes().put(LiveTransport.ATTRIBUTE, true);
        return super.handleRequest(request);
    }

    @Override
    protected ServerResponse prepareResponse(ServerRequest request, Mono<WebGraphQlResponse> response) {
        return stream(request, response);
    }

    /** The answer to {@code request} as a stream of events. */
    ServerResponse stream(ServerRequest request, Mono<WebGraphQlResponse> response) {
        SignIn signIn = SignIn.of(request.servletRequest().getUserPrincipal());
        Flux<Map<String, Object>> events = Answers.of(response);
        return new EventStreamResponse(wire -> new EventStream(wire, signIn).open(events));
    }

    /** One such connection. */
    private final class EventStream extends BaseSubscriber<Map<String, Object>> implements LiveConnection {

        private final ServerResponse.SseBuilder wire;
        private final @Nullable SignIn signIn;
        private final Outbox outbox;
        private final AtomicBoolean ended = new AtomicBoolean();
        private volatile boolean joined;
        private volatile long lastWritten = System.nanoTime();

        private EventStream(ServerResponse.SseBuilder wire, @Nullable SignIn signIn) {
            this.wire = wire;
            this.signIn = signIn;
            this.outbox = new Outbox(
                    properties.maxWaiting(), properties.maxWaitingSize().toBytes(), gone -> {
                        log.debug("An event stream does not take what is sent", gone);
                        end();
                        wire.error(gone);
                    });
        }

        private void open(Flux<Map<String, Object>> events) {
            wire.onComplete(this::end).onError(gone -> end()).onTimeout(this::end);
            connections.add(this);
            joined = signIn == null || audience.join(signIn.viewer().id());
            if (joined) {
                events.subscribe(this);
            } else {
                int most = properties.maxConnections();
                finish(List.of(Answers.error(
                        ErrorCode.RATE_LIMITED,
                        "You have too many live connections: at most " + most + ". Close one first.",
                        Map.of("limit", "connections", "maximum", most))));
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
            finish(Answers.errors(thrown));
        }

        private void finish(List<Map<String, Object>> errors) {
            write(Map.of("errors", errors), () -> {});
            complete();
        }

        private void write(Map<String, Object> event, Runnable written) {
            // One event of a stream waits at a time, so its size need not be known.
            outbox.send(
                    0,
                    () -> {
                        wire.event("next");
                        wire.data(event);
                        lastWritten = System.nanoTime();
                    },
                    written);
        }

        private void complete() {
            outbox.send(
                    0,
                    () -> {
                        wire.event("complete");
                        wire.data("");
                    },
                    this::hangUp);
        }

        private void hangUp() {
            end();
            wire.complete();
        }

        private void end() {
            if (ended.getAndSet(true)) {
                return;
            }
            connections.remove(this);
            cancel();
            outbox.close();
            if (joined && signIn != null) {
                audience.leave(signIn.viewer().id());
            }
        }

        @Override
        public void look(Instant now, long nanos) {
            if (signIn != null && signIn.isOver(now)) {
                if (isDisposed()) {
                    return;
                }
                cancel();
                finish(List.of(Answers.error(
                        ErrorCode.UNAUTHENTICATED, "The token has expired; please sign in again.", Map.of())));
            } else if (outbox.isEmpty()
                    && nanos - lastWritten > properties.heartbeat().toNanos()) {
                lastWritten = nanos;
                outbox.send(0, this::beat, () -> {});
            }
        }

        private void beat() throws IOException {
            wire.comment("");
            wire.send();
        }

        @Override
        public void goAway() {
            outbox.send(0, () -> {}, this::hangUp);
        }
    }
}
