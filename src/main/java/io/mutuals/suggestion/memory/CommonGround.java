package io.mutuals.suggestion.memory;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.function.ToDoubleFunction;
import org.springframework.stereotype.Component;

/**
 * Shared groups, shared video likes and mutual contacts of all users, in memory beside the friend graph.
 *
 * <p>They may lag behind Neo4j by a moment, so they may only influence the order of a ranking.
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
        gauge(metrics, "groups", "Groups in memory that may suggest people", ground -> ground.groups.size());
        gauge(metrics, "videos", "Videos in memory that may suggest people", ground -> ground.videos.size());
        gauge(metrics, "contacts", "People in memory with contacts both ways", ground -> ground.contacts.people());
    }

    /** Returns the groups that are not too large, with their participants. */
    public SharedInterestIndex groups() {
        return groups;
    }

    /** Returns the videos liked by few users, with those users; the owner of each is its author. */
    public SharedInterestIndex videos() {
        return videos;
    }

    /** Returns the users who have each other in their address books. */
    public SymmetricRelation contacts() {
        return contacts;
    }

    /** Returns whether everything has been read and may be used. */
    public boolean isLoaded() {
        return isLoaded;
    }

    /** Marks everything as read; from now on it may be used. */
    public void ready() {
        isLoaded = true;
    }

    /** Removes everything. */
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
