package io.mutuals.realtime;

import io.mutuals.background.BackgroundLoop;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.stereotype.Component;

/** Looks at every live connection once a second, and ends all of them before the server stops. */
@Component
@ConditionalOnWebApplication
class LiveConnections extends BackgroundLoop {

    private static final Logger log = LoggerFactory.getLogger(LiveConnections.class);
    private static final Duration EVERY = Duration.ofSeconds(1);
    private static final Duration FAREWELL = Duration.ofSeconds(3);
    private static final Duration STEP = Duration.ofMillis(20);

    private final Set<LiveConnection> open = ConcurrentHashMap.newKeySet();
    private final InstantSource clock;

    LiveConnections(InstantSource clock) {
        super("connections", "Live connections were not looked at; they are a second later");
        this.clock = clock;
    }

    void add(LiveConnection connection) {
        open.add(connection);
        if (!isRunning()) {
            connection.goAway();
        }
    }

    void remove(LiveConnection connection) {
        open.remove(connection);
    }

    @Override
    protected void step() throws InterruptedException {
        Thread.sleep(EVERY);
        for (LiveConnection connection : open) {
            try {
                connection.look(clock.instant(), System.nanoTime());
            } catch (RuntimeException | Error failed) {
                log.error("A live connection could not be looked at", failed);
            }
        }
    }

    /** Comes before the server waits for its requests to end: an event stream never would. */
    @Override
    public int getPhase() {
        return DEFAULT_PHASE;
    }

    @Override
    public void stop() {
        super.stop();
        open.forEach(LiveConnection::goAway);
        long end = System.nanoTime() + FAREWELL.toNanos();
        try {
            while (!open.isEmpty() && System.nanoTime() < end) {
                Thread.sleep(STEP);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
