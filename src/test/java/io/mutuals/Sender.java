package io.mutuals;

import static io.mutuals.Mutations.code;

import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A writing client as in an app: it performs one action after another and retries each with the same key until a server
 * acknowledges it. Not thread-safe.
 */
public final class Sender {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration PAUSE = Duration.ofMillis(20);

    private final String handle;
    private final Supplier<Api> server;
    private final Fates fates;

    /** @param server supplies the server of each try */
    public Sender(String handle, Supplier<Api> server, Fates fates) {
        this.handle = handle;
        this.server = server;
        this.fates = fates;
    }

    /** The outcomes of the tries of several senders. Thread-safe. */
    public static final class Fates {

        private final Map<String, Sent> acknowledged = new ConcurrentHashMap<>();
        private final AtomicInteger unanswered = new AtomicInteger();
        private final AtomicInteger replayed = new AtomicInteger();

        /** Returns the acknowledged messages by {@code clientMessageId}. */
        public Map<String, Sent> acknowledged() {
            return acknowledged;
        }

        /** Returns the number of tries without an answer. */
        public int unanswered() {
            return unanswered.get();
        }

        /** Returns the number of messages stored by a try without an answer. */
        public int replayed() {
            return replayed.get();
        }
    }

    /** An acknowledged message. */
    public record Sent(String id, int seq) {}

    /** Sends a message. */
    public Sent send(String conversation, String key, String body) {
        JsonNode payload = persist(
                "sendMessage",
                Map.of("conversationId", conversation, "clientMessageId", key, "body", body),
                "replayed message { id seq }");
        if (payload.at("/replayed").asBoolean()) {
            fates.replayed.incrementAndGet();
        }
        Sent sent = new Sent(
                payload.at("/message/id").asString(), payload.at("/message/seq").asInt());
        if (fates.acknowledged.put(key, sent) != null) {
            throw new AssertionError("Two messages under " + key);
        }
        return sent;
    }

    /** Runs an idempotent mutation until it is acknowledged. */
    public JsonNode persist(String mutation, Map<String, ? extends @Nullable Object> input, String selection) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        String last = "nothing";
        while (System.nanoTime() < end) {
            JsonNode answer = attempt(mutation, input, selection);
            if (answer == null) {
                last = "no answer";
            } else if (answer.has("errors")) {
                last = answer.toString();
            } else {
                JsonNode payload = answer.at("/data/" + mutation);
                if (!code(payload).isEmpty()) {
                    throw new AssertionError(mutation + " was refused: " + payload);
                }
                return payload;
            }
            pause();
        }
        throw new AssertionError(mutation + " was not acknowledged for " + PATIENCE + "; the last try brought " + last);
    }

    private @Nullable JsonNode attempt(
            String mutation, Map<String, ? extends @Nullable Object> input, String selection) {
        String type = Character.toUpperCase(mutation.charAt(0)) + mutation.substring(1) + "Input!";
        String query = "mutation ($input: %s) { %s(input: $input) { %s userErrors { code field message } } }"
                .formatted(type, mutation, selection);
        try {
            Api.Answer answer = server.get().as(handle).ask(query, Map.of("input", new HashMap<>(input)));
            return answer.json().isNull() ? null : answer.json();
        } catch (UncheckedIOException lost) {
            fates.unanswered.incrementAndGet();
            return null;
        }
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }
}
