package io.mutuals.realtime;

import io.mutuals.api.UserId;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** The viewers who have a live connection to this replica. Thread-safe. */
@Component
public class ConnectedViewers {

    private final ConcurrentMap<Long, Integer> connections = new ConcurrentHashMap<>();
    private final RealtimeProperties properties;
    private final ApplicationEventPublisher events;

    ConnectedViewers(RealtimeProperties properties, ApplicationEventPublisher events) {
        this.properties = properties;
        this.events = events;
    }

    /** Returns the viewers who currently have a live connection to this replica. */
    public Set<Long> viewers() {
        return connections.keySet().stream().filter(payer -> payer >= 0).collect(Collectors.toUnmodifiableSet());
    }

    /** Returns whether {@code viewer} has a live connection to this replica. */
    public boolean isConnected(long viewer) {
        return connections.containsKey(viewer);
    }

    /**
     * Counts one more connection. Returns false, and does not count it, if there are too many.
     *
     * @param payer the id of the viewer; negative for a caller without an account, who is never online
     */
    boolean join(long payer) {
        AtomicInteger before = new AtomicInteger();
        connections.compute(payer, (same, count) -> {
            before.set(count == null ? 0 : count);
            return Math.min(before.get() + 1, properties.maxConnections());
        });
        if (before.get() == 0) {
            publish(payer);
        }
        return before.get() < properties.maxConnections();
    }

    /** Removes one connection that was counted for {@code payer}. */
    void leave(long payer) {
        if (connections.computeIfPresent(payer, (same, before) -> before == 1 ? null : before - 1) == null) {
            publish(payer);
        }
    }

    private void publish(long payer) {
        if (payer >= 0) {
            events.publishEvent(new ViewerConnectionChanged(new UserId(payer)));
        }
    }
}
