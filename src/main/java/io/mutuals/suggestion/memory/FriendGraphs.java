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

/** Holds the friend graph of this replica, and beside it the facts of people and what they have in common. */
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
    private volatile Instant reconciled = Instant.EPOCH;

    FriendGraphs(MeterRegistry metrics, InstantSource clock, PeopleInMemory people, CommonGround ground) {
        this.clock = clock;
        this.people = people;
        this.ground = ground;
        gauge(metrics, "ready", "1 when friends of friends are ranked in memory", graphs -> graphs.isReady ? 1 : 0);
        gauge(metrics, "people", "in the graph", graphs -> graphs.live.current().people());
        gauge(
                metrics,
                "friendships",
                "in the graph",
                graphs -> graphs.live.current().friendships());
        gauge(
                metrics,
                "bytes",
                "that the graph takes",
                graphs -> graphs.live.current().bytes());
        gauge(metrics, "age.seconds", "since the graph was last compared with Neo4j", FriendGraphs::age);
    }

    /** The graph as it is now; empty until it is loaded, when it is switched off, and when there are too many friendships. */
    public Optional<FriendGraph> current() {
        return isReady ? Optional.of(live.current()) : Optional.empty();
    }

    /** Two people are friends. */
    void formed(long one, long other, Instant since) {
        if (isOn) {
            live.formed(one, other, (int) since.getEpochSecond());
        }
    }

    /** Two people are friends no more. */
    void ended(long one, long other) {
        if (isOn) {
            live.ended(one, other);
        }
    }

    /** Whether both have former friends, one of whom may be the other. */
    boolean mayKnowEachOtherFromBefore(long one, long other) {
        FriendGraph graph = live.current();
        int first = graph.person(one);
        int second = graph.person(other);
        return isOn
                && first != FriendGraph.NOT_FOUND
                && second != FriendGraph.NOT_FOUND
                && graph.formerFriends(first) > 0
                && graph.formerFriends(second) > 0;
    }

    /** The graph to load into; from now on it takes changes. */
    LiveFriendGraph open() {
        isOn = true;
        return live;
    }

    /** All has been loaded; from now on the graph may be read. */
    void ready() {
        reconciled();
        isReady = true;
    }

    /** The graph is not to be read, and takes neither changes nor memory, until it is loaded again. */
    public void close() {
        isReady = false;
        isOn = false;
        people.clear();
        ground.clear();
        try (LiveFriendGraph.Reading reading = live.reading()) {
            live.restart(reading, NOTHING);
        }
    }

    /** The graph was compared with Neo4j. */
    void reconciled() {
        reconciled = clock.instant();
    }

    private double age() {
        return isReady ? Duration.between(reconciled, clock.instant()).toSeconds() : Double.NaN;
    }

    private void gauge(MeterRegistry metrics, String name, String description, ToDoubleFunction<FriendGraphs> value) {
        Gauge.builder("mutuals.suggestion.graph." + name, this, value)
                .description(description)
                .register(metrics);
    }
}
