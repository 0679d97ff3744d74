package io.mutuals.presence;

import io.mutuals.background.BackgroundLoop;
import io.mutuals.realtime.ConnectedViewers;
import io.mutuals.realtime.Hints;
import io.mutuals.realtime.ViewerConnectionChanged;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Reports the users with a live connection to this replica: at once when one connects or disconnects, and regularly for
 * as long as they stay.
 */
@Component
@ConditionalOnWebApplication
class PresenceHeartbeat extends BackgroundLoop {

    private static final int BATCH = 500;
    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(1);

    /** Ends the wait for a change without one. */
    private static final long NO_USER = 0;

    private final ConnectedViewers connected;
    private final PresenceStore store;
    private final Hints hints;
    private final PresenceProperties properties;
    private final LinkedBlockingQueue<Long> changed = new LinkedBlockingQueue<>();
    private long refreshed;

    PresenceHeartbeat(ConnectedViewers connected, PresenceStore store, Hints hints, PresenceProperties properties) {
        super("presence-heartbeat", "Presence could not be reported; users may seem offline until the next report");
        this.connected = connected;
        this.store = store;
        this.hints = hints;
        this.properties = properties;
    }

    /** Only queues the change, so that the connection does not wait for Redis. */
    @EventListener
    void on(ViewerConnectionChanged event) {
        changed.add(event.viewer().value());
    }

    @Override
    public void start() {
        refreshed = System.nanoTime();
        super.start();
    }

    @Override
    protected void step() throws InterruptedException {
        long left = properties.refresh().toNanos() - (System.nanoTime() - refreshed);
        Long first = changed.poll(Math.max(0, left), TimeUnit.NANOSECONDS);
        if (first != null) {
            report(first);
        }
        if (System.nanoTime() - refreshed >= properties.refresh().toNanos()) {
            refreshed = System.nanoTime();
            inBatches(new ArrayList<>(connected.viewers()), store::online);
        }
    }

    /**
     * Reports the current state of users rather than the one at the time of the change, so the order of changes is
     * irrelevant.
     */
    private void report(long first) {
        Set<Long> users = new HashSet<>(Set.of(first));
        changed.drainTo(users, BATCH);
        users.remove(NO_USER);
        List<Long> online = users.stream().filter(connected::isConnected).toList();
        List<Long> offline =
                users.stream().filter(user -> !connected.isConnected(user)).toList();
        store.online(online);
        store.offline(offline);
        users.forEach(user -> hints.publish(PresenceWakeUps.TOPIC, Long.toString(user)));
    }

    private static void inBatches(List<Long> users, Consumer<List<Long>> write) {
        for (int from = 0; from < users.size(); from += BATCH) {
            write.accept(users.subList(from, Math.min(users.size(), from + BATCH)));
        }
    }

    /** Stops after the connections have been closed, while hints can still be sent. */
    @Override
    public int getPhase() {
        return DEFAULT_PHASE - 10;
    }

    /** Lets the current report finish, reports the last changes, and withdraws the users who are still connected. */
    @Override
    public void stop() {
        stopAfterStep(() -> changed.add(NO_USER), STOP_TIMEOUT);
        report(NO_USER);
        inBatches(new ArrayList<>(connected.viewers()), store::offline);
    }
}
