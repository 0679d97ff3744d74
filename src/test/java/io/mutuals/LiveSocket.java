package io.mutuals;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A WebSocket client that sends whatever a test wants, valid or not. */
public final class LiveSocket implements AutoCloseable {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final BlockingQueue<JsonNode> messages = new LinkedBlockingQueue<>();
    private final CompletableFuture<Integer> closed = new CompletableFuture<>();
    private final HttpClient client = HttpClient.newHttpClient();
    private final WebSocket socket;
    private volatile boolean reading = true;

    private LiveSocket(URI server, @Nullable String protocol, Map<String, String> headers) {
        WebSocket.Builder builder = client.newWebSocketBuilder();
        headers.forEach(builder::header);
        if (protocol != null) {
            builder.subprotocols(protocol);
        }
        socket = builder.buildAsync(URI.create("ws://" + server.getAuthority() + "/graphql"), new Listener())
                .join();
    }

    /** Connects without sending anything. */
    public static LiveSocket connect(Api api) {
        return new LiveSocket(api.address(), "graphql-transport-ws", Map.of());
    }

    /** Connects with headers and a subprotocol; null for none. */
    public static LiveSocket connect(Api api, @Nullable String protocol, Map<String, String> headers) {
        return new LiveSocket(api.address(), protocol, headers);
    }

    /** Connects and signs in. */
    public static LiveSocket signedIn(Api api, String token, Map<String, String> parameters) {
        return signedIn(api.address(), token, parameters);
    }

    /** Connects to another replica and signs in. */
    public static LiveSocket signedIn(URI server, String token, Map<String, String> parameters) {
        LiveSocket socket = new LiveSocket(server, "graphql-transport-ws", Map.of());
        Map<String, String> payload = new java.util.HashMap<>(parameters);
        payload.put("Authorization", "Bearer " + token);
        socket.say(Map.of("type", "connection_init", "payload", payload));
        if (!socket.next().path("type").asString("").equals("connection_ack")) {
            throw new AssertionError("There was no ack");
        }
        return socket;
    }

    /** Sends a message. */
    public LiveSocket say(Map<String, ?> message) {
        return say(JSON.writeValueAsString(message));
    }

    /** Sends an arbitrary text. */
    public LiveSocket say(String text) {
        socket.sendText(text, true).join();
        return this;
    }

    /** Sends a text in frames of {@code size} characters. */
    public LiveSocket sayInParts(String text, int size) {
        for (int from = 0; from < text.length(); from += size) {
            int to = Math.min(text.length(), from + size);
            socket.sendText(text.substring(from, to), to == text.length()).join();
        }
        return this;
    }

    /** Sends bytes. */
    public LiveSocket say(byte[] bytes) {
        socket.sendBinary(ByteBuffer.wrap(bytes), true).join();
        return this;
    }

    /** Subscribes to an operation. */
    public LiveSocket subscribe(String id, String query) {
        return subscribe(id, query, Map.of());
    }

    /** Subscribes to an operation. */
    public LiveSocket subscribe(String id, String query, Map<String, ?> variables) {
        return say(Map.of("id", id, "type", "subscribe", "payload", Map.of("query", query, "variables", variables)));
    }

    /** Returns the next message; fails if none comes. */
    public JsonNode next() {
        JsonNode message = poll(PATIENCE);
        if (message == null) {
            throw new AssertionError("No message came" + (closed.isDone() ? "; closed with " + closed.join() : ""));
        }
        return message;
    }

    /** Returns the next message, or null if none comes in time. */
    public @Nullable JsonNode poll(Duration patience) {
        try {
            return messages.poll(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    /** Returns {@code data} of the next message, which must be an event. */
    public JsonNode data() {
        JsonNode message = next();
        if (!message.path("type").asString("").equals("next")
                || message.at("/payload").has("errors")) {
            throw new AssertionError("Not an event: " + message);
        }
        return message.at("/payload/data");
    }

    /** Waits for the server to close, and returns the close code. */
    public int closeCode() {
        try {
            return closed.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (TimeoutException open) {
            throw new AssertionError("Still open; heard " + messages, open);
        } catch (InterruptedException | ExecutionException failed) {
            throw new IllegalStateException(failed);
        }
    }

    /** Stops reading without closing. */
    public LiveSocket stopReading() {
        reading = false;
        return this;
    }

    /** Returns whether the socket is open. */
    public boolean isOpen() {
        return !closed.isDone();
    }

    @Override
    public void close() {
        if (isOpen()) {
            var _ = socket.sendClose(1000, "").exceptionally(gone -> null);
        }
        socket.abort();
        client.shutdownNow();
    }

    private final class Listener implements WebSocket.Listener {

        private final StringBuilder text = new StringBuilder();

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
            text.append(part);
            if (last) {
                messages.add(JSON.readTree(text.toString()));
                text.setLength(0);
            }
            if (reading) {
                from.request(1);
            }
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onClose(WebSocket from, int code, String reason) {
            closed.complete(code);
            return null;
        }

        @Override
        public void onError(WebSocket from, Throwable thrown) {
            closed.completeExceptionally(thrown);
        }
    }
}
