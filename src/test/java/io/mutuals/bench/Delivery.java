package io.mutuals.bench;

import com.google.errorprone.annotations.FormatMethod;
import io.mutuals.ChildProcess;
import io.mutuals.bench.LoadGroups.Group;
import io.mutuals.bench.Telemetry.Spent;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * Measures the delay of live delivery from the server that receives a message to subscribers at another server, and the
 * cost of subscribers. Each user has one socket with subscriptions to the inbox and to each conversation, so each
 * message is delivered twice to each participant.
 */
final class Delivery {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Pattern BODY = Pattern.compile("\"body\":\"(\\d+)\"");
    private static final String EVENTS =
            "{ cursor events { conversationId at __typename ... on MessageSent { message { id seq body sender { "
                    + "handle } } } } }";

    private final LoadGroups groups;
    private final ChildProcess sending;
    private final ChildProcess listening;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    /** The delay of each delivery in nanoseconds. */
    private final ConcurrentLinkedQueue<Long> delays = new ConcurrentLinkedQueue<>();

    Delivery(LoadGroups groups, ChildProcess sending, ChildProcess listening) {
        this.groups = groups;
        this.sending = sending;
        this.listening = listening;
    }

    /** Prints the cost of subscribers, then the delays of delivery at each of {@code rates}, in messages per second. */
    void measure(List<Integer> rates, double seconds) throws InterruptedException {
        Telemetry telemetry = new Telemetry(listening);
        // Warms up classes, caches and pools before the measurement.
        List<Listener> warm = connect();
        subscribe(warm);
        send(20, 5);
        warm.forEach(Listener::close);
        TimeUnit.SECONDS.sleep(3);

        long empty = telemetry.liveBytes();
        List<Listener> listeners = connect();
        TimeUnit.SECONDS.sleep(1);
        long connected = telemetry.liveBytes();
        subscribe(listeners);
        TimeUnit.SECONDS.sleep(3);
        long subscribed = telemetry.liveBytes();
        int subscriptions = listeners.size() * (1 + LoadGroups.GROUPS_OF_EACH);
        System.out.println("\n" + listeners.size() + " sockets, " + subscriptions + " subscriptions\n");
        print(
                "heap before %.1f MB, a socket %.1f kB, a subscription %.1f kB",
                empty / 1e6,
                (connected - empty) / 1e3 / listeners.size(),
                (subscribed - connected) / 1e3 / subscriptions);

        double before = telemetry.statements();
        long idle = System.nanoTime();
        TimeUnit.SECONDS.sleep(10);
        double idlePerSecond = (telemetry.statements() - before) * 1e9 / (System.nanoTime() - idle);
        print("statements a second while nothing happens: %.1f\n", idlePerSecond);

        System.out.println(
                "| messages /s | deliveries /s | p50 ms | p99 ms | most ms | statements a message | statements a "
                        + "delivery | late sends |");
        System.out.println("|---|---|---|---|---|---|---|---|");
        Map<Integer, String> spent = new LinkedHashMap<>();
        for (int rate : rates) {
            Map<String, Spent> spentBefore = telemetry.spent();
            before = telemetry.statements();
            delays.clear();
            long began = System.nanoTime();
            int late = send(rate, seconds);
            int messages = (int) (rate * seconds);
            int wanted = messages * 2 * groups.all().getFirst().people().size();
            long patience = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
            while (delays.size() < wanted && System.nanoTime() < patience) {
                TimeUnit.MILLISECONDS.sleep(10);
            }
            double took = (System.nanoTime() - began) / 1e9;
            double statements = telemetry.statements() - before;
            long[] sorted = delays.stream().mapToLong(Long::longValue).sorted().toArray();
            if (sorted.length != wanted) {
                throw new IllegalStateException(sorted.length + " deliveries of " + wanted);
            }
            print(
                    "| %d | %.0f | %.1f | %.1f | %.1f | %.2f | %.3f | %d |",
                    rate,
                    wanted / took,
                    sorted[wanted / 2] / 1e6,
                    sorted[(int) (wanted * 0.99)] / 1e6,
                    sorted[wanted - 1] / 1e6,
                    statements / messages,
                    statements / wanted,
                    late);
            spent.put(rate, spent(spentBefore, telemetry.spent(), messages));
        }
        System.out.println("\nWhere the listening server's statements went\n");
        spent.forEach((rate, text) -> System.out.println(rate + " messages /s: " + text));
        listeners.forEach(Listener::close);
        http.shutdownNow();
    }

    private static String spent(Map<String, Spent> before, Map<String, Spent> after, int messages) {
        List<String> parts = new ArrayList<>();
        after.forEach((name, all) -> {
            Spent now = all.since(before.getOrDefault(name, new Spent(0, 0)));
            if (now.times() > 0) {
                parts.add(String.format(
                        Locale.ROOT,
                        "%s %.2f a message, %.1f ms each",
                        name,
                        now.times() / messages,
                        now.seconds() * 1e3 / now.times()));
            }
        });
        return String.join("; ", parts);
    }

    /** Sends at a constant rate without waiting for answers; returns the number of messages sent late. */
    private int send(int rate, double seconds) {
        URI api = URI.create(sending.address() + "/graphql");
        SplittableRandom random = new SplittableRandom(7);
        List<CompletableFuture<HttpResponse<String>>> answers = new ArrayList<>();
        long began = System.nanoTime();
        int late = 0;
        for (int message = 0; message < (int) (rate * seconds); message++) {
            long due = began + (long) (message * 1e9 / rate);
            while (System.nanoTime() < due) {
                java.util.concurrent.locks.LockSupport.parkNanos(due - System.nanoTime());
            }
            late += System.nanoTime() - due > 10_000_000 ? 1 : 0;
            Group group = groups.all().get(random.nextInt(groups.all().size()));
            String token = groups.tokens()
                    .get(group.people().get(random.nextInt(group.people().size())));
            answers.add(http.sendAsync(
                    Sends.request(api, token, group.id(), String.valueOf(System.nanoTime())),
                    HttpResponse.BodyHandlers.ofString()));
        }
        answers.forEach(answer -> {
            String body = answer.join().body();
            if (!body.contains("\"userErrors\":[]")) {
                throw new IllegalStateException(body);
            }
        });
        return late;
    }

    private List<Listener> connect() throws InterruptedException {
        List<Listener> listeners = new ArrayList<>();
        for (String token : groups.tokens()) {
            listeners.add(new Listener(token));
        }
        for (Listener listener : listeners) {
            if (!listener.acknowledged.await(30, TimeUnit.SECONDS)) {
                throw new IllegalStateException("There was no connection_ack");
            }
        }
        return listeners;
    }

    private void subscribe(List<Listener> listeners) throws InterruptedException {
        for (int person = 0; person < listeners.size(); person++) {
            listeners.get(person).subscribe(List.copyOf(groups.of(person)));
        }
        for (Listener listener : listeners) {
            if (!listener.begun.await(60, TimeUnit.SECONDS)) {
                throw new IllegalStateException("A subscription did not begin: " + listener.trouble);
            }
        }
    }

    @FormatMethod
    private static void print(String line, Object... values) {
        System.out.println(String.format(Locale.ROOT, line, values));
    }

    /** The socket of one user. */
    private final class Listener implements WebSocket.Listener {

        private final CountDownLatch acknowledged = new CountDownLatch(1);
        private final CountDownLatch begun = new CountDownLatch(1 + LoadGroups.GROUPS_OF_EACH);
        private final AtomicInteger operations = new AtomicInteger();
        private final StringBuilder text = new StringBuilder();
        private final WebSocket socket;
        private volatile String trouble = "";

        Listener(String token) {
            socket = http.newWebSocketBuilder()
                    .subprotocols("graphql-transport-ws")
                    .buildAsync(URI.create(listening.address().replace("http:", "ws:") + "/graphql"), this)
                    .join();
            say(Map.of("type", "connection_init", "payload", Map.of("Authorization", "Bearer " + token)));
        }

        void subscribe(List<String> conversations) {
            operation("inboxEvents");
            conversations.forEach(id -> operation("conversationEvents(conversationId: \"" + id + "\")"));
        }

        private void operation(String field) {
            say(Map.of(
                    "id",
                    "o" + operations.incrementAndGet(),
                    "type",
                    "subscribe",
                    "payload",
                    Map.of("query", "subscription { " + field + " " + EVENTS + " }")));
        }

        private void say(Map<String, ?> message) {
            socket.sendText(JSON.writeValueAsString(message), true).join();
        }

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
            text.append(part);
            if (last) {
                heard(System.nanoTime());
                text.setLength(0);
            }
            from.request(1);
            return null;
        }

        private void heard(long now) {
            if (text.indexOf("\"type\":\"connection_ack\"") >= 0) {
                acknowledged.countDown();
            } else if (text.indexOf("\"type\":\"next\"") < 0 || text.indexOf("\"errors\"") >= 0) {
                trouble = text.toString();
            } else {
                begun.countDown();
                Matcher bodies = BODY.matcher(text);
                while (bodies.find()) {
                    delays.add(now - Long.parseLong(bodies.group(1)));
                }
            }
        }

        void close() {
            socket.sendClose(1000, "").join();
        }
    }
}
