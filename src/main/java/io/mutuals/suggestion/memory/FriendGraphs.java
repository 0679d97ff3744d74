package io.mutuals.suggestion.memory;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.mutuals.suggestion.friendgraph.FriendGraph;
import io.mutuals.suggestion.friendgraph.LiveFriendGraph;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.springframework.stereotype.Component;

/** The friend graph of this replica, and its lifecycle: closed, loading, ready. Thread-safe. */
@Component
public class FriendGraphs {

    private static final FriendGraph NOTHING = new FriendGraph.Builder().build();

    private final InstantSource clock;
    private final PeopleInMemory people;
    private final CommonGround ground;
    private final LiveFriendGraph live = new LiveFriendGraph(
            NOTHING, task -> Thread.ofVirtual().name("friend-graph-pack").start(task));
    private volatile boolean isOn;
    private volatile boolean isReady;
    private volatile Instant followed = Instant.EPOCH;

    FriendGraphs(MeterRegistry metrics, InstantSource clock, PeopleInMemory people, CommonGround ground) {
        this.clock = clock;
        this.people = people;
        this.ground = ground;
        gauge(metrics, "ready", "1 when friends of friends are ranked in memory", graphs -> graphs.isReady ? 1 : 0);
        gauge(
                metrics,
                "people",
                "Users in the friend graph in memory",
                graphs -> graphs.live.current().people());
        gauge(
                metrics,
                "friendships",
                "Friendships in the friend graph in memory",
                graphs -> graphs.live.current().friendships());
        gauge(
                metrics,
                "bytes",
                "Memory that the friend graph takes, in bytes",
                graphs -> graphs.live.current().bytes());
        gauge(
                metrics,
                "age.seconds",
                "Seconds since the changes of the friend graph were last known",
                FriendGraphs::age);
    }

    /**
     * Returns the current graph; empty while it is loading, when it is switched off, and when there are too many
     * friendships.
     */
    public Optional<FriendGraph> current() {
        return isReady ? Optional.of(live.current()) : Optional.empty();
    }

    /** Adds a friendship, or does nothing if the graph is closed. */
    void formed(long one, long other, Instant since) {
        if (isOn) {
            live.formed(one, other, (int) since.getEpochSecond());
        }
    }

    /** Removes a friendship, or does nothing if the graph is closed. */
    void ended(long one, long other) {
        if (isOn) {
            live.ended(one, other);
        }
    }

    /** Opens the graph for loading; from now on it accepts changes. */
    LiveFriendGraph open() {
        isOn = true;
        return live;
    }

    /** Marks the graph as loaded; from now on it is served. */
    void ready() {
        followed();
        isReady = true;
    }

    /**
     * Closes the graph and frees its memory, with that of the facts beside it. Until it is loaded again it is not
     * served and ignores changes.
     */
    public void close() {
        isReady = false;
        isOn = false;
        people.clear();
        ground.clear();
        try (LiveFriendGraph.Reading reading = live.reading()) {
            live.restart(reading, NOTHING);
        }
    }

    /** Records that all changes until now are known. */
    void followed() {
        followed = clock.instant();
    }

    private double age() {
        return isReady ? Duration.between(followed, clock.instant()).toSeconds() : Double.NaN;
    }

    private void gauge(MeterRegistry metrics, String name, String description, ToDoubleFunction<FriendGraphs> value) {
        Gauge.builder("mutuals.suggestion.graph." + name, this, value)
                .description(description)
                .register(metrics);
    }
}
