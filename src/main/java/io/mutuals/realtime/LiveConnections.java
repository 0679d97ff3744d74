package io.mutuals.realtime;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Looks at every live connection once a second, and ends all of them before the server stops. */
@Component
@ConditionalOnWebApplication
class LiveConnections implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(LiveConnections.class);
    private static final Duration EVERY = Duration.ofSeconds(1);
    private static final Duration FAREWELL = Duration.ofSeconds(3);
    private static final Duration STEP = Duration.ofMillis(20);

    private final Set<LiveConnection> open = ConcurrentHashMap.newKeySet();
    private final InstantSource clock;
    private volatile @Nullable Thread looking;

    LiveConnections(InstantSource clock) {
        this.clock = clock;
    }

    void add(LiveConnection connection) {
        open.add(connection);
        if (looking == null) {
            connection.goAway();
        }
    }

    void remove(LiveConnection connection) {
        open.remove(connection);
    }

    @Override
    public void start() {
        Thread thread = Thread.ofVirtual().name("connections").unstarted(this::look);
        looking = thread;
        thread.start();
    }

    private void look() {
        while (looking != null) {
            try {
                Thread.sleep(EVERY);
            } catch (InterruptedException stopped) {
                return;
            }
            for (LiveConnection connection : open) {
                try {
                    connection.look(clock.instant(), System.nanoTime());
                } catch (RuntimeException | Error failed) {
                    log.error("A live connection could not be looked at", failed);
                }
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
        Thread thread = looking;
        looking = null;
        if (thread != null) {
            thread.interrupt();
        }
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

    @Override
    public boolean isRunning() {
        return looking != null;
    }
}
