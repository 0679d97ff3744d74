package io.mutuals.realtime;

import io.mutuals.api.ErrorBehavior;
import io.mutuals.api.ErrorCode;
import io.mutuals.api.LiveTransport;
import io.mutuals.api.SentDocument;
import io.mutuals.security.SignIn;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscription;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.graphql.server.WebGraphQlRequest;
import org.springframework.graphql.server.WebGraphQlResponse;
import org.springframework.http.HttpHeaders;
import org.springframework.web.server.ServerWebInputException;
import org.springframework.web.socket.PingMessage;
import org.springframework.web.socket.TextMessage;
import org.springframework.web.socket.WebSocketSession;
import reactor.core.publisher.BaseSubscriber;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;

/**
 * A WebSocket that speaks graphql-transport-ws: it receives a token first, and then carries any number of concurrent
 * operations.
 *
 * <p>The next event of an operation is requested when the previous one has been sent, so each operation has at most one
 * event in memory. The {@link Outbox} sends all messages; incoming messages arrive one after the other.
 */
final class Socket implements LiveConnection {

    private static final Logger log = LoggerFactory.getLogger(Socket.class);
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String PROOF = "Mutuals-Proof";
    private static final int MAX_MISSED_HEARTBEATS = 3;
    private static final int MAX_WAITING_UNINITIALISED = 8;
    private static final int MAX_ECHO = 1_024;

    private final WebSocketSession session;
    private final SocketServices services;
    private final SocketSlots.@Nullable Slot slot;
    private final Outbox outbox;
    private final OperationQueue queue;
    private final HttpHeaders headers = new HttpHeaders();
    private final ConcurrentMap<String, Operation> operations = new ConcurrentHashMap<>();
    private final AtomicBoolean initReceived = new AtomicBoolean();
    private final AtomicBoolean closing = new AtomicBoolean();
    private final long opened = System.nanoTime();

    /** The parts of a message that have arrived so far; used only by the receiving thread. */
    private final StringBuilder parts = new StringBuilder();

    private long partsBytes;

    private volatile long lastHeard = System.nanoTime();
    private volatile long lastPinged = System.nanoTime();
    private volatile @Nullable SignIn signIn;

    /** Counted for this connection; set together with {@link #signIn}. */
    private volatile long joinedAs;

    Socket(WebSocketSession session, SocketServices services) {
        this.session = session;
        this.services = services;
        this.slot = session.getAttributes().get(SocketAdmission.SLOT) instanceof SocketSlots.Slot taken ? taken : null;
        this.queue = new OperationQueue(services.properties().maxBeginning(), services.threads());
        this.headers.addAll(session.getHandshakeHeaders());
        this.outbox = new Outbox(
                services.properties().maxWaiting(),
                services.properties().maxWaitingSize().toBytes(),
                gone -> {
                    log.debug("A message could not be sent over a WebSocket", gone);
                    close(CloseCode.TOO_SLOW);
                });
    }

    void heard() {
        lastHeard = System.nanoTime();
    }

    /**
     * Receives a part of a message; parts arrive in order. A message larger than {@code max-frame} closes the
     * connection.
     */
    void receive(TextMessage part) {
        heard();
        if (closing.get()) {
            return;
        }
        partsBytes += part.getPayloadLength();
        if (partsBytes > services.properties().maxFrame().toBytes()) {
            discardParts();
            close(CloseCode.TOO_LARGE);
        } else if (!part.isLast()) {
            parts.append(part.getPayload());
        } else if (parts.isEmpty()) {
            partsBytes = 0;
            receive(part.getPayload());
        } else {
            String whole = parts.append(part.getPayload()).toString();
            discardParts();
            receive(whole);
        }
    }

    private void discardParts() {
        parts.setLength(0);
        parts.trimToSize();
        partsBytes = 0;
    }

    private void receive(String text) {
        switch (SocketMessage.read(text)) {
            case SocketMessage.Init init -> initialise(init);
            case SocketMessage.Ping ping -> send(pong(text.length() > MAX_ECHO ? null : ping.payload()));
            case SocketMessage.Pong pong -> {}
            case SocketMessage.Subscribe subscribe -> subscribe(subscribe.id(), subscribe.body());
            case SocketMessage.Complete complete -> complete(complete.id());
            case SocketMessage.Invalid invalid -> close(CloseCode.INVALID_MESSAGE);
        }
    }

    private static Map<String, Object> pong(@Nullable Map<String, Object> payload) {
        return payload == null ? Map.of("type", "pong") : Map.of("type", "pong", "payload", payload);
    }

    private void initialise(SocketMessage.Init init) {
        if (initReceived.getAndSet(true)) {
            close(CloseCode.TOO_MANY_INITS);
            return;
        }
        Optional<SignIn> signedIn;
        long payer = 0;
        try {
            String token = init.token();
            signedIn = token == null
                    ? Optional.ofNullable(SignIn.of(session.getPrincipal()))
                    : services.tokens().check(token);
            if (signedIn.isPresent()) {
                payer = services.viewers().payer(signedIn.get());
            }
        } catch (RuntimeException unavailable) {
            log.warn("A token could not be checked: the OpenID provider's keys or Neo4j are unavailable", unavailable);
            close(CloseCode.UNAVAILABLE);
            return;
        }
        if (signedIn.isEmpty() || signedIn.get().isOver(services.clock().instant())) {
            close(CloseCode.FORBIDDEN);
            return;
        }
        if (init.parameters().get(PROOF) instanceof String wanted) {
            headers.set(PROOF, wanted);
        }
        SignIn good = signedIn.get();
        if (!services.connected().join(payer)) {
            close(CloseCode.TOO_MANY_CONNECTIONS);
            return;
        }
        boolean tooLate;
        synchronized (this) {
            tooLate = closing.get();
            signIn = tooLate ? null : good;
            joinedAs = payer;
        }
        if (tooLate) {
            services.connected().leave(payer);
            return;
        }
        if (slot != null) {
            slot.initialised();
        }
        send(Map.of("type", "connection_ack"));
    }

    private void subscribe(String id, Map<String, Object> body) {
        SignIn signedIn = signIn;
        if (signedIn == null) {
            close(CloseCode.UNAUTHORIZED);
            return;
        }
        if (signedIn.isOver(services.clock().instant())) {
            close(CloseCode.FORBIDDEN);
            return;
        }
        WebGraphQlRequest request;
        try {
            request = request(id, body, signedIn);
        } catch (ServerWebInputException invalid) {
            close(CloseCode.INVALID_MESSAGE);
            return;
        }
        Operation operation = new Operation(id);
        if (operations.size() >= services.properties().maxSubscriptions() && !operations.containsKey(id)) {
            int max = services.properties().maxSubscriptions();
            send(operation.error(List.of(OperationResults.error(
                    ErrorCode.RATE_LIMITED,
                    "There are too many operations on this connection: at most " + max + ". Complete one first.",
                    Map.of("limit", "subscriptions", "maximum", max)))));
            return;
        }
        if (operations.putIfAbsent(id, operation) != null) {
            close(CloseCode.SUBSCRIBER_EXISTS);
            return;
        }
        queue.add(operation, done -> begin(operation, request, done));
    }

    /**
     * Starts an operation. Its start is done when this thread has finished, and its answer or stream exists, is
     * refused, or is no longer wanted.
     */
    private void begin(Operation operation, WebGraphQlRequest request, Runnable done) {
        AtomicInteger parts = new AtomicInteger(2);
        Runnable partDone = () -> {
            if (parts.decrementAndGet() == 0) {
                done.run();
            }
        };
        try {
            if (operation.isRunning()) {
                Mono<WebGraphQlResponse> response = Mono.defer(
                                () -> services.graphQl().handleRequest(request))
                        .doFinally(ended -> partDone.run());
                OperationResults.of(response).subscribe(operation);
            } else {
                partDone.run();
            }
        } finally {
            partDone.run();
        }
    }

    private WebGraphQlRequest request(String id, Map<String, Object> body, SignIn signedIn) {
        URI uri = Objects.requireNonNull(session.getUri());
        Map<String, Object> attributes = Map.of(LiveTransport.ATTRIBUTE, true, SignIn.ATTRIBUTE, signedIn);
        return new WebGraphQlRequest(
                uri,
                headers,
                null,
                session.getRemoteAddress(),
                attributes,
                ErrorBehavior.asRequest(SentDocument.asRequest(body)),
                session.getId() + "-" + id,
                null);
    }

    private void complete(String id) {
        Operation operation = operations.remove(id);
        if (operation != null) {
            queue.discard(operation);
            operation.cancel();
        }
    }

    private void send(Map<String, ?> message) {
        send(message, () -> true, () -> {});
    }

    /** @param wanted tells whether to send the message when its turn comes */
    private void send(Map<String, ?> message, BooleanSupplier wanted, Runnable sent) {
        TextMessage text = new TextMessage(JSON.writeValueAsString(message));
        boolean tooMany = signIn == null && outbox.waiting() >= MAX_WAITING_UNINITIALISED;
        if (tooMany || !outbox.send(text.getPayloadLength(), () -> sendIf(wanted, text), sent)) {
            close(CloseCode.TOO_SLOW);
        }
    }

    private void sendIf(BooleanSupplier wanted, TextMessage text) throws IOException {
        if (wanted.getAsBoolean()) {
            session.sendMessage(text);
        }
    }

    /** Closes the connection and discards unsent messages. Does not block. */
    void close(CloseCode code) {
        synchronized (this) {
            if (closing.getAndSet(true)) {
                return;
            }
        }
        outbox.close();
        services.threads().execute(() -> {
            try {
                session.close(code.status());
            } catch (IOException | RuntimeException gone) {
                log.debug("A WebSocket was already gone when it was closed", gone);
            }
        });
    }

    /** Releases everything after the connection was closed by either side. */
    void closed() {
        SignIn signedIn;
        synchronized (this) {
            closing.set(true);
            signedIn = signIn;
        }
        outbox.close();
        queue.discardAll();
        if (slot != null) {
            slot.close();
        }
        operations.values().forEach(BaseSubscriber::cancel);
        operations.clear();
        if (signedIn != null) {
            services.connected().leave(joinedAs);
        }
    }

    @Override
    public void check(Instant now, long nanos) {
        SignIn signedIn = signIn;
        long beat = services.properties().heartbeat().toNanos();
        if (signedIn == null
                && nanos - opened > services.properties().initTimeout().toNanos()) {
            close(CloseCode.INIT_TIMEOUT);
        } else if (signedIn != null
                && (signedIn.isOver(now) || services.viewers().hasLeft(joinedAs))) {
            close(CloseCode.FORBIDDEN);
        } else if (nanos - lastHeard > MAX_MISSED_HEARTBEATS * beat) {
            close(CloseCode.TOO_SLOW);
        } else if (nanos - Math.max(lastHeard, lastPinged) > beat) {
            lastPinged = nanos;
            // Queued behind the waiting messages: the client answers when it has read them.
            outbox.send(0, () -> session.sendMessage(new PingMessage()), () -> {});
        }
    }

    @Override
    public void shutDown() {
        close(CloseCode.GOING_AWAY);
    }

    /** A running operation. Its next event is requested when the previous one has been sent. */
    private final class Operation extends BaseSubscriber<Map<String, Object>> {

        private final String id;

        private Operation(String id) {
            this.id = id;
        }

        @Override
        protected void hookOnSubscribe(Subscription subscription) {
            subscription.request(1);
            if (closing.get()) {
                cancel();
            }
        }

        @Override
        protected void hookOnNext(Map<String, Object> event) {
            send(Map.of("id", id, "type", "next", "payload", event), this::isRunning, () -> request(1));
        }

        @Override
        protected void hookOnComplete() {
            send(Map.of("id", id, "type", "complete"), this::end, () -> {});
        }

        @Override
        protected void hookOnError(Throwable thrown) {
            send(error(OperationResults.errors(thrown)), this::end, () -> {});
        }

        private Map<String, Object> error(List<Map<String, Object>> errors) {
            return Map.of("id", id, "type", "error", "payload", errors);
        }

        /** Returns whether the client still wants its events. */
        private boolean isRunning() {
            return operations.get(id) == this;
        }

        /**
         * Frees the id before the client is told and may reuse it. Returns false if the client had completed the
         * operation.
         */
        private boolean end() {
            return operations.remove(id, this);
        }
    }
}
