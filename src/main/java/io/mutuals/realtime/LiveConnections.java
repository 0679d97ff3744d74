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

/** Checks every live connection once a second, and closes all of them before the server stops. */
@Component
@ConditionalOnWebApplication
class LiveConnections extends BackgroundLoop {

    private static final Logger log = LoggerFactory.getLogger(LiveConnections.class);
    private static final Duration CHECK_INTERVAL = Duration.ofSeconds(1);
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(3);
    private static final Duration POLL_INTERVAL = Duration.ofMillis(20);

    private final Set<LiveConnection> open = ConcurrentHashMap.newKeySet();
    private final InstantSource clock;

    LiveConnections(InstantSource clock) {
        super("connections", "Live connections could not be checked");
        this.clock = clock;
    }

    void add(LiveConnection connection) {
        open.add(connection);
        if (!isRunning()) {
            connection.shutDown();
        }
    }

    void remove(LiveConnection connection) {
        open.remove(connection);
    }

    @Override
    protected void step() throws InterruptedException {
        Thread.sleep(CHECK_INTERVAL);
        for (LiveConnection connection : open) {
            try {
                connection.check(clock.instant(), System.nanoTime());
            } catch (RuntimeException | Error failed) {
                log.error("A live connection could not be checked", failed);
            }
        }
    }

    /** Stops before the server waits for its requests to end, which an event stream never would. */
    @Override
    public int getPhase() {
        return DEFAULT_PHASE;
    }

    @Override
    public void stop() {
        super.stop();
        open.forEach(LiveConnection::shutDown);
        long end = System.nanoTime() + CLOSE_TIMEOUT.toNanos();
        try {
            while (!open.isEmpty() && System.nanoTime() < end) {
                Thread.sleep(POLL_INTERVAL);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
