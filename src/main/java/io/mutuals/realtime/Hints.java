package io.mutuals.realtime;

import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.mutuals.cache.DedicatedConnections;
import io.mutuals.cache.RedisCalls;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import redis.clients.jedis.Connection;
import redis.clients.jedis.JedisPubSub;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.exceptions.JedisConnectionException;

/**
 * Broadcasts short texts that tell all replicas that there may be something new.
 *
 * <p>Hints may be lost, duplicated or late, so what they are about is always read from its store. They are published on
 * the Redis channels {@code mutuals:hint:<topic>}, as {@code <replica> <text>}. The replica that sends a hint receives
 * it at once, not by way of Redis, and skips its echo: so a single replica needs no Redis to be quick, and the one with
 * the change is never behind the others.
 */
@Component
public class Hints implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(Hints.class);

    private static final String CHANNEL = "mutuals:hint:";
    private static final int MAX_WAITING = 10_000;
    private static final int MAX_BATCH = 200;
    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);
    private static final Duration DRAIN_TIMEOUT = Duration.ofMillis(500);
    private static final Duration CHECK_INTERVAL = Duration.ofSeconds(3);
    private static final Duration SILENCE = Duration.ofSeconds(7);

    /** Publishes ARGV[2] on ARGV[1], ARGV[4] on ARGV[3] and so on. */
    private static final String PUBLISH = """
            for i = 1, #ARGV, 2 do
              redis.call('PUBLISH', ARGV[i], ARGV[i + 1])
            end
            return 0
            """;

    private final UnifiedJedis redis;
    private final RedisCalls calls;
    private final DedicatedConnections connections;
    private final String replica = UUID.randomUUID().toString();
    private final BlockingQueue<Hint> waiting = new ArrayBlockingQueue<>(MAX_WAITING);
    private final Map<String, Topic> topics = new ConcurrentHashMap<>();
    private final List<Thread> threads = new CopyOnWriteArrayList<>();

    private volatile boolean running;
    private volatile @Nullable Subscription subscription;

    Hints(UnifiedJedis redis, RedisCalls calls, DedicatedConnections connections) {
        this.redis = redis;
        this.calls = calls;
        this.connections = connections;
    }

    /** Sends a hint to all replicas, including this one. Call it after the commit. It neither throws nor blocks. */
    public void publish(String topic, String text) {
        deliver(topic, text);
        Hint hint = new Hint(CHANNEL + topic, replica + " " + text);
        while (!waiting.offer(hint)) {
            waiting.poll();
        }
    }

    /**
     * Calls {@code listener} for each hint of a topic, one at a time. Call it only during start-up.
     *
     * @param topic one of a small fixed set
     */
    public void listen(String topic, Consumer<String> listener) {
        topics.computeIfAbsent(topic, Topic::new).listeners.add(listener);
    }

    /** Returns whether hints of other replicas arrive; while they do not, readers poll more often. */
    public boolean isListening() {
        Subscription current = subscription;
        return running && current != null && current.isAlive();
    }

    @Override
    public void start() {
        running = true;
        thread("hints-publish", this::publishLoop);
        if (!topics.isEmpty()) {
            topics.values().forEach(topic -> thread("hints-" + topic.name, topic::dispatchLoop));
            thread("hints-listen", this::listenLoop);
            thread("hints-watch", this::watchLoop);
        }
    }

    /** Starts before the components that send or receive hints, and stops after them. */
    @Override
    public int getPhase() {
        return DEFAULT_PHASE - 100;
    }

    @Override
    public void stop() {
        long end = System.nanoTime() + DRAIN_TIMEOUT.toNanos();
        while (!waiting.isEmpty() && System.nanoTime() < end) {
            Thread.onSpinWait();
        }
        running = false;
        Subscription current = subscription;
        if (current != null) {
            current.disconnect();
        }
        threads.forEach(Thread::interrupt);
        threads.clear();
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    private void thread(String name, Loop loop) {
        threads.add(Thread.ofVirtual().name(name).start(() -> {
            try {
                loop.run();
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
        }));
    }

    private void deliver(String topic, String text) {
        Topic found = topics.get(topic);
        if (found != null) {
            found.deliver(text);
        }
    }

    private void publishLoop() throws InterruptedException {
        while (running) {
            List<Hint> hints = new ArrayList<>();
            hints.add(waiting.take());
            waiting.drainTo(hints, MAX_BATCH - 1);
            List<String> arguments = hints.stream()
                    .flatMap(hint -> java.util.stream.Stream.of(hint.channel(), hint.text()))
                    .toList();
            try {
                calls.call(() -> send(arguments));
            } catch (CallNotPermittedException resting) {
                log.debug("{} hints were dropped: Redis failed a moment ago and is not called yet", hints.size());
            } catch (RuntimeException failed) {
                log.warn("{} hints were dropped: Redis did not publish them ({})", hints.size(), failed.getMessage());
            }
        }
    }

    /** A pooled connection fails once after Redis was restarted, so it tries twice; a duplicated hint does no harm. */
    private Object send(List<String> arguments) {
        try {
            return redis.eval(PUBLISH, List.of("mutuals:hint"), arguments);
        } catch (JedisConnectionException stale) {
            return redis.eval(PUBLISH, List.of("mutuals:hint"), arguments);
        }
    }

    private void listenLoop() throws InterruptedException {
        Duration pause = FIRST_PAUSE;
        String[] channels = topics.keySet().stream().map(CHANNEL::concat).toArray(String[]::new);
        boolean warned = false;
        while (running) {
            try (Connection connection = connections.open()) {
                Subscription current = new Subscription(connection, channels);
                subscription = current;
                // Ends only with an exception; Jedis disables the connection's time-out in the meantime.
                current.proceed();
            } catch (RuntimeException lost) {
                Subscription ended = subscription;
                if (ended != null && ended.heard) {
                    pause = FIRST_PAUSE;
                    warned = false;
                }
                if (running && !warned) {
                    log.warn(
                            "Hints of other replicas do not arrive ({}); streams poll until they do",
                            lost.getMessage());
                    warned = true;
                }
            }
            subscription = null;
            if (running) {
                Thread.sleep(pause);
                pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : LONGEST_PAUSE;
            }
        }
    }

    /** A connection that died without notice would block for ever. */
    private void watchLoop() throws InterruptedException {
        while (running) {
            Thread.sleep(CHECK_INTERVAL);
            checkConnection();
        }
    }

    /** Checks whether the connection is alive, and closes it if it has been silent for too long. */
    void checkConnection() {
        Subscription current = subscription;
        if (current == null) {
            return;
        }
        if (current.isSilent()) {
            current.disconnect();
        } else {
            current.probe();
        }
    }

    private interface Loop {
        void run() throws InterruptedException;
    }

    private record Hint(String channel, String text) {}

    /** The hints of one topic that its listeners have not handled yet. */
    private static final class Topic {

        private final String name;
        private final List<Consumer<String>> listeners = new CopyOnWriteArrayList<>();
        private final BlockingQueue<String> pending = new ArrayBlockingQueue<>(MAX_WAITING);

        private Topic(String name) {
            this.name = name;
        }

        private void deliver(String text) {
            while (!pending.offer(text)) {
                pending.poll();
            }
        }

        private void dispatchLoop() throws InterruptedException {
            while (!Thread.currentThread().isInterrupted()) {
                String text = pending.take();
                for (Consumer<String> listener : listeners) {
                    try {
                        listener.accept(text);
                    } catch (RuntimeException failed) {
                        log.error("A listener for hints of {} failed", name, failed);
                    }
                }
            }
        }
    }

    /** The subscription to all channels on one connection, for as long as it lasts. */
    private final class Subscription extends JedisPubSub {

        private final Connection connection;
        private final String[] channels;
        private volatile boolean heard;
        private volatile long lastHeard = System.nanoTime();

        private Subscription(Connection connection, String[] channels) {
            this.connection = connection;
            this.channels = channels;
        }

        /** Receives until the connection is lost. */
        private void proceed() {
            proceed(connection, channels);
        }

        @Override
        public void onSubscribe(String channel, int channels) {
            heard();
        }

        @Override
        public void onMessage(String channel, String message) {
            heard();
            int space = message.indexOf(' ');
            if (space > 0 && !message.startsWith(replica)) {
                deliver(channel.substring(CHANNEL.length()), message.substring(space + 1));
            }
        }

        private void heard() {
            lastHeard = System.nanoTime();
            heard = true;
        }

        private boolean isSilent() {
            return System.nanoTime() - lastHeard > SILENCE.toNanos();
        }

        private boolean isAlive() {
            return heard && !isSilent();
        }

        /**
         * Makes Redis reply, by subscribing once more, which changes nothing. Jedis expects the reply to a ping only
         * after it has sent it, and closes the connection if the reply arrives earlier.
         */
        private void probe() {
            try {
                subscribe(channels[0]);
            } catch (RuntimeException lost) {
                log.debug("Redis could not be asked for a sign of life", lost);
            }
        }

        private void disconnect() {
            try {
                connection.forceDisconnect();
            } catch (IOException | RuntimeException alreadyClosed) {
                log.debug("The connection to Redis was already closed", alreadyClosed);
            }
        }
    }
}
