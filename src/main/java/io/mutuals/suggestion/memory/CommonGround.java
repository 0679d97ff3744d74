package io.mutuals.suggestion.memory;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.function.ToDoubleFunction;
import org.springframework.stereotype.Component;

/**
 * What people have in common other than friends, beside the friend graph of this replica. It may be a moment old, so it decides the order of a
 * ranking and nothing else.
 */
@Component
public class CommonGround {

    private final SharedInterestIndex groups = new SharedInterestIndex();
    private final SharedInterestIndex videos = new SharedInterestIndex();
    private final SymmetricRelation contacts = new SymmetricRelation();
    private volatile boolean isLoaded;

    CommonGround(MeterRegistry metrics) {
        gauge(
                metrics,
                "ready",
                "1 when sources other than friends of friends are asked in memory",
                ground -> ground.isLoaded ? 1 : 0);
        gauge(metrics, "groups", "Groups in memory that may suggest people", ground -> ground.groups.things());
        gauge(metrics, "videos", "Videos in memory that may suggest people", ground -> ground.videos.things());
        gauge(metrics, "contacts", "People in memory with contacts both ways", ground -> ground.contacts.people());
    }

    /** Groups that are not too large, with those who take part. */
    public SharedInterestIndex groups() {
        return groups;
    }

    /** Rare videos, with those who like them; their owners are those who posted them. */
    public SharedInterestIndex videos() {
        return videos;
    }

    /** Who has whom in their address book, both ways. */
    public SymmetricRelation contacts() {
        return contacts;
    }

    /** Whether all is there that was there when all was read. */
    public boolean isLoaded() {
        return isLoaded;
    }

    /** All has been read; from now on it may be used. */
    public void ready() {
        isLoaded = true;
    }

    /** Forgets all of it. */
    public void clear() {
        isLoaded = false;
        groups.clear();
        videos.clear();
        contacts.clear();
    }

    private void gauge(MeterRegistry metrics, String name, String description, ToDoubleFunction<CommonGround> value) {
        Gauge.builder("mutuals.suggestion.ground." + name, this, value)
                .description(description)
                .register(metrics);
    }
}
