package io.mutuals.realtime;

import io.mutuals.api.UserId;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;
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
        return Set.copyOf(connections.keySet());
    }

    /** Returns whether {@code viewer} has a live connection to this replica. */
    public boolean isConnected(long viewer) {
        return connections.containsKey(viewer);
    }

    /** Counts one more connection of {@code viewer}. Returns false, and does not count it, if they have too many. */
    boolean join(long viewer) {
        AtomicInteger before = new AtomicInteger();
        connections.compute(viewer, (same, count) -> {
            before.set(count == null ? 0 : count);
            return Math.min(before.get() + 1, properties.maxConnections());
        });
        if (before.get() == 0) {
            events.publishEvent(new ViewerConnectionChanged(new UserId(viewer)));
        }
        return before.get() < properties.maxConnections();
    }

    /** Removes one connection of {@code viewer}. */
    void leave(long viewer) {
        if (connections.computeIfPresent(viewer, (same, before) -> before == 1 ? null : before - 1) == null) {
            events.publishEvent(new ViewerConnectionChanged(new UserId(viewer)));
        }
    }
}
