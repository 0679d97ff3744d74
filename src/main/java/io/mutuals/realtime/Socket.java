package io.mutuals.realtime;

import io.mutuals.api.ErrorCode;
import io.mutuals.api.LiveTransport;
import io.mutuals.api.PersistedQueries;
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
 * One WebSocket, speaking graphql-transport-ws: it brings a token first, then carries any number of operations side by side.
 *
 * <p>The next event of an operation is asked for when the one before it has been sent, so each operation has at most one event in
 * memory. Everything is sent by the {@link Outbox}; messages arrive one after the other.
 */
final class Socket implements LiveConnection {

    private static final Logger log = LoggerFactory.getLogger(Socket.class);
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final List<String> TOKEN_KEYS = List.of("Authorization", "authorization", "token");
    private static final String BEARER = "bearer ";
    private static final String PROOF = "Mutuals-Proof";
    private static final int SILENT_BEATS = 3;
    private static final int MOST_WAITING_UNKNOWN = 8;
    private static final int LONGEST_ECHO = 1_024;

    private final WebSocketSession session;
    private final SocketServices services;
    private final SocketSlots.@Nullable Slot slot;
    private final Outbox outbox;
    private final Beginnings beginnings;
    private final HttpHeaders headers = new HttpHeaders();
    private final ConcurrentMap<String, Operation> operations = new ConcurrentHashMap<>();
    private final AtomicBoolean asked = new AtomicBoolean();
    private final AtomicBoolean closing = new AtomicBoolean();
    private final long opened = System.nanoTime();

    /** The parts of a message that have arrived; touched by the thread that receives alone. */
    private final StringBuilder parts = new StringBuilder();

    private long partsBytes;

    private volatile long lastHeard = System.nanoTime();
    private volatile long lastPinged = System.nanoTime();
    private volatile @Nullable SignIn signIn;

    Socket(WebSocketSession session, SocketServices services) {
        this.session = session;
        this.services = services;
        this.slot = session.getAttributes().get(SocketAdmission.SLOT) instanceof SocketSlots.Slot taken ? taken : null;
        this.beginnings = new Beginnings(services.properties().maxBeginning(), services.threads());
        this.headers.addAll(session.getHandshakeHeaders());
        this.outbox = new Outbox(
                services.properties().maxWaiting(),
                services.properties().maxWaitingSize().toBytes(),
                gone -> {
                    log.debug("A WebSocket does not take what is sent", gone);
                    close(CloseCode.TOO_SLOW);
                });
    }

    void heard() {
        lastHeard = System.nanoTime();
    }

    /** Takes a part of a message, which arrive in order; a message larger than {@code max-frame} closes the connection. */
    void receive(TextMessage part) {
        heard();
        if (closing.get()) {
            return;
        }
        partsBytes += part.getPayloadLength();
        if (partsBytes > services.properties().maxFrame().toBytes()) {
            forgetParts();
            close(CloseCode.TOO_LARGE);
        } else if (!part.isLast()) {
            parts.append(part.getPayload());
        } else if (parts.isEmpty()) {
            partsBytes = 0;
            receive(part.getPayload());
        } else {
            String whole = parts.append(part.getPayload()).toString();
            forgetParts();
            receive(whole);
        }
    }

    private void forgetParts() {
        parts.setLength(0);
        parts.trimToSize();
        partsBytes = 0;
    }

    private void receive(String text) {
        switch (SocketMessage.read(text)) {
            case SocketMessage.Init init -> initialise(init.parameters());
            case SocketMessage.Ping ping -> send(pong(text.length() > LONGEST_ECHO ? null : ping.payload()));
            case SocketMessage.Pong pong -> {}
            case SocketMessage.Subscribe subscribe -> subscribe(subscribe.id(), subscribe.body());
            case SocketMessage.Complete complete -> complete(complete.id());
            case SocketMessage.Invalid invalid -> close(CloseCode.INVALID_MESSAGE);
        }
    }

    private static Map<String, Object> pong(@Nullable Map<String, Object> payload) {
        return payload == null ? Map.of("type", "pong") : Map.of("type", "pong", "payload", payload);
    }

    private void initialise(Map<String, Object> parameters) {
        if (asked.getAndSet(true)) {
            close(CloseCode.TOO_MANY_INITS);
            return;
        }
        Optional<SignIn> known = Optional.empty();
        try {
            String token = token(parameters);
            known = token == null
                    ? Optional.ofNullable(SignIn.of(session.getPrincipal()))
                    : services.tokens().check(token);
        } catch (RuntimeException noKeys) {
            log.warn("A token could not be checked", noKeys);
            close(CloseCode.UNAVAILABLE);
            return;
        }
        if (known.isEmpty() || known.get().isOver(services.clock().instant())) {
            close(CloseCode.FORBIDDEN);
            return;
        }
        if (parameters.get(PROOF) instanceof String wanted) {
            headers.set(PROOF, wanted);
        }
        SignIn good = known.get();
        if (!services.audience().join(good.viewer().id())) {
            close(CloseCode.TOO_MANY_CONNECTIONS);
            return;
        }
        boolean tooLate;
        synchronized (this) {
            tooLate = closing.get();
            signIn = tooLate ? null : good;
        }
        if (tooLate) {
            services.audience().leave(good.viewer().id());
            return;
        }
        if (slot != null) {
            slot.initialised();
        }
        send(Map.of("type", "connection_ack"));
    }

    private static @Nullable String token(Map<String, Object> parameters) {
        for (String key : TOKEN_KEYS) {
            if (parameters.get(key) instanceof String value) {
                boolean bearer = value.regionMatches(true, 0, BEARER, 0, BEARER.length());
                return bearer ? value.substring(BEARER.length()).strip() : value.strip();
            }
        }
        return null;
    }

    private void subscribe(String id, Map<String, Object> body) {
        SignIn known = signIn;
        if (known == null) {
            close(CloseCode.UNAUTHORIZED);
            return;
        }
        if (known.isOver(services.clock().instant())) {
            close(CloseCode.FORBIDDEN);
            return;
        }
        WebGraphQlRequest request;
        try {
            request = request(id, body, known);
        } catch (ServerWebInputException noRequest) {
            close(CloseCode.INVALID_MESSAGE);
            return;
        }
        Operation operation = new Operation(id);
        if (operations.size() >= services.properties().maxSubscriptions() && !operations.containsKey(id)) {
            int most = services.properties().maxSubscriptions();
            send(operation.error(List.of(Answers.error(
                    ErrorCode.RATE_LIMITED,
                    "There are too many operations on this connection: at most " + most + ". Complete one first.",
                    Map.of("limit", "subscriptions", "maximum", most)))));
            return;
        }
        if (operations.putIfAbsent(id, operation) != null) {
            close(CloseCode.SUBSCRIBER_EXISTS);
            return;
        }
        beginnings.add(operation, done -> begin(operation, request, done));
    }

    /** Has ended when this thread has, and the answer or the stream is there, is refused, or is wanted no more. */
    private void begin(Operation operation, WebGraphQlRequest request, Runnable done) {
        AtomicInteger parts = new AtomicInteger(2);
        Runnable partDone = () -> {
            if (parts.decrementAndGet() == 0) {
                done.run();
            }
        };
        try {
            if (operation.isUnderWay()) {
                Mono<WebGraphQlResponse> response = Mono.defer(
                                () -> services.graphQl().handleRequest(request))
                        .doFinally(ended -> partDone.run());
                Answers.of(response).subscribe(operation);
            } else {
                partDone.run();
            }
        } finally {
            partDone.run();
        }
    }

    private WebGraphQlRequest request(String id, Map<String, Object> body, SignIn known) {
        URI uri = Objects.requireNonNull(session.getUri());
        Map<String, Object> attributes = Map.of(LiveTransport.ATTRIBUTE, true, SignIn.ATTRIBUTE, known);
        return new WebGraphQlRequest(
                uri,
                headers,
                null,
                session.getRemoteAddress(),
                attributes,
                PersistedQueries.asRequest(body),
                session.getId() + "-" + id,
                null);
    }

    private void complete(String id) {
        Operation operation = operations.remove(id);
        if (operation != null) {
            beginnings.forget(operation);
            operation.cancel();
        }
    }

    private void send(Map<String, ?> message) {
        send(message, () -> true, () -> {});
    }

    /** @param wanted asked when its turn comes; when it is not, it is left out */
    private void send(Map<String, ?> message, BooleanSupplier wanted, Runnable sent) {
        TextMessage text = new TextMessage(JSON.writeValueAsString(message));
        boolean tooMany = signIn == null && outbox.waiting() >= MOST_WAITING_UNKNOWN;
        if (tooMany || !outbox.send(text.getPayloadLength(), () -> sendIf(wanted, text), sent)) {
            close(CloseCode.TOO_SLOW);
        }
    }

    private void sendIf(BooleanSupplier wanted, TextMessage text) throws IOException {
        if (wanted.getAsBoolean()) {
            session.sendMessage(text);
        }
    }

    /** Closes the connection; what was not sent yet is lost. Does not wait. */
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
                log.debug("A WebSocket was gone before it was closed", gone);
            }
        });
    }

    /** The connection is closed, whoever closed it. */
    void closed() {
        SignIn known;
        synchronized (this) {
            closing.set(true);
            known = signIn;
        }
        outbox.close();
        beginnings.forgetAll();
        if (slot != null) {
            slot.close();
        }
        operations.values().forEach(BaseSubscriber::cancel);
        operations.clear();
        if (known != null) {
            services.audience().leave(known.viewer().id());
        }
    }

    @Override
    public void look(Instant now, long nanos) {
        SignIn known = signIn;
        long beat = services.properties().heartbeat().toNanos();
        if (known == null
                && nanos - opened > services.properties().initTimeout().toNanos()) {
            close(CloseCode.INIT_TIMEOUT);
        } else if (known != null && known.isOver(now)) {
            close(CloseCode.FORBIDDEN);
        } else if (nanos - lastHeard > SILENT_BEATS * beat) {
            close(CloseCode.TOO_SLOW);
        } else if (nanos - Math.max(lastHeard, lastPinged) > beat) {
            lastPinged = nanos;
            // Behind all that waits: whoever hears a lot must be asked too, and answers when they have read so far.
            outbox.send(0, () -> session.sendMessage(new PingMessage()), () -> {});
        }
    }

    @Override
    public void goAway() {
        close(CloseCode.GOING_AWAY);
    }

    /** One operation under way: its next event is asked for when the last one is sent. */
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
            send(Map.of("id", id, "type", "next", "payload", event), this::isUnderWay, () -> request(1));
        }

        @Override
        protected void hookOnComplete() {
            send(Map.of("id", id, "type", "complete"), this::end, () -> {});
        }

        @Override
        protected void hookOnError(Throwable thrown) {
            send(error(Answers.errors(thrown)), this::end, () -> {});
        }

        private Map<String, Object> error(List<Map<String, Object>> errors) {
            return Map.of("id", id, "type", "error", "payload", errors);
        }

        /** Whether the client still wants to hear of it. */
        private boolean isUnderWay() {
            return operations.get(id) == this;
        }

        /** Frees its id, before the client is told and uses it again; false when the client had ended it. */
        private boolean end() {
            return operations.remove(id, this);
        }
    }
}
