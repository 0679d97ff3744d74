package io.mutuals;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A subscriber as in an app: when its WebSocket breaks, it reconnects, perhaps to another server, and resumes from its
 * last cursor. It records the last message of each conversation, every event that is duplicated or out of order, and
 * every read state that goes back.
 */
public final class Follower implements AutoCloseable {

    private static final Duration GLANCE = Duration.ofMillis(100);

    private final String token;
    private final String field;
    private final String arguments;
    private final Supplier<Api> server;
    private final Map<String, Integer> heard = new ConcurrentHashMap<>();
    private final Map<Reader, Integer> read = new ConcurrentHashMap<>();
    private final List<String> wrong = Collections.synchronizedList(new ArrayList<>());
    private final CountDownLatch begun = new CountDownLatch(1);
    private final AtomicInteger connections = new AtomicInteger();
    private final Thread thread;
    private volatile @Nullable String cursor;
    private volatile boolean over;

    /** Subscribes to the inbox of the token's user. */
    public static Follower ofInbox(String token, Supplier<Api> server) {
        return new Follower(token, "inboxEvents", "", server);
    }

    /** Subscribes to a conversation. */
    public static Follower ofConversation(String token, String conversation, Supplier<Api> server) {
        return new Follower(token, "conversationEvents", "conversationId: \"" + conversation + "\"", server);
    }

    private Follower(String token, String field, String arguments, Supplier<Api> server) {
        this.token = token;
        this.field = field;
        this.arguments = arguments;
        this.server = server;
        this.thread = Thread.ofVirtual().name("follower").start(this::follow);
    }

    /** Waits until the subscription is active, so that no later event is missed. */
    public Follower listening() {
        try {
            if (!begun.await(30, TimeUnit.SECONDS)) {
                throw new AssertionError("The stream did not begin; wrong: " + wrong);
            }
            return this;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    /** Returns the {@code seq} of the last received message of each conversation, by conversation id. */
    public Map<String, Integer> heard() {
        return Map.copyOf(heard);
    }

    /** Returns what was received twice, out of order, going back or not as an event; empty if all is well. */
    public List<String> wrong() {
        return List.copyOf(wrong);
    }

    /** Returns the number of connections made. */
    public int connections() {
        return connections.get();
    }

    private void follow() {
        while (!over) {
            Api api = server.get();
            try (LiveSocket socket = LiveSocket.signedIn(api, token, Map.of())) {
                connections.incrementAndGet();
                socket.subscribe("s", query());
                listen(socket);
            } catch (CompletionException | AssertionError unreachable) {
                pause();
            }
        }
    }

    private String query() {
        String after = cursor == null ? "" : "after: \"" + cursor + "\"";
        String all = (arguments + " " + after).strip();
        return """
                subscription { %s%s { cursor events { conversationId __typename
                  ... on MessageSent { message { seq body } }
                  ... on ReadStateChanged { participant { user { id } lastReadSeq } } } } }
                """.formatted(field, all.isEmpty() ? "" : "(" + all + ")");
    }

    private void listen(LiveSocket socket) {
        while (!over) {
            JsonNode message = socket.poll(GLANCE);
            if (message != null) {
                if (!message.path("type").asString("").equals("next")) {
                    wrong.add(message.toString());
                    return;
                }
                hear(message.at("/payload/data/" + field));
            } else if (!socket.isOpen()) {
                return;
            }
        }
    }

    private void hear(JsonNode delta) {
        delta.at("/events").forEach(event -> {
            String conversation = event.at("/conversationId").asString();
            if (event.at("/__typename").asString().equals("ReadStateChanged")) {
                hearRead(conversation, event);
                return;
            }
            int seq = event.at("/message/seq").asInt(-1);
            int before = heard.getOrDefault(conversation, 0);
            if (seq != before + 1) {
                wrong.add(field + " of " + conversation + ": " + event + " after " + before + " over connection "
                        + connections + ", cursor " + cursor);
            }
            heard.put(conversation, Math.max(seq, before));
        });
        cursor = delta.at("/cursor").asString();
        begun.countDown();
    }

    private void hearRead(String conversation, JsonNode event) {
        Reader reader =
                new Reader(conversation, event.at("/participant/user/id").asString(""));
        int seq = event.at("/participant/lastReadSeq").asInt(-1);
        int before = read.getOrDefault(reader, 0);
        if (seq < before) {
            wrong.add(field + ": " + event + " after " + before + " was read");
        }
        read.put(reader, Math.max(seq, before));
    }

    /** A participant of a conversation, by API ids. */
    private record Reader(String conversation, String user) {}

    private static void pause() {
        try {
            Thread.sleep(GLANCE);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        over = true;
        try {
            thread.join(Duration.ofSeconds(30));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
