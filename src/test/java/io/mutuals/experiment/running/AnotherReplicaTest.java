package io.mutuals.experiment.running;

import static io.mutuals.experiment.Experiments.change;
import static io.mutuals.experiment.Experiments.code;
import static io.mutuals.experiment.Experiments.draft;
import static io.mutuals.experiment.Experiments.start;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mutuals.Api;
import io.mutuals.MutualsTest;
import io.mutuals.Replica;
import io.mutuals.TakesLong;
import io.mutuals.World;
import io.mutuals.experiment.Experiments;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Experiments on two servers, the second of which holds all users out. */
@MutualsTest
@TakesLong
class AnotherReplicaTest {

    private static final String STRATEGY = "{ viewer { peopleYouMayKnow(first: 3) { snapshot { strategy } } } }";
    private static final String STANDARD = "people-you-may-know";

    private static Replica second;

    private final Api api;
    private final World world;
    private final RunningExperiments running;

    AnotherReplicaTest(Api api, World world, RunningExperiments running) {
        this.api = api;
        this.world = world;
        this.running = running;
    }

    @BeforeAll
    static void startOtherReplica() {
        second = Replica.start("mutuals.experiment.holdout=1");
    }

    @AfterAll
    static void stopOtherReplica() {
        second.close();
    }

    @BeforeEach
    void given() {
        world.clear();
        running.refresh();
        world.people("lab");
        IntStream.range(0, 12).forEach(number -> world.people("p" + number));
        Experiments.create(here().as("lab", "experimenter"), draft("everywhere"));
        start(here().as("lab", "experimenter"), "everywhere", 1);
    }

    @AfterEach
    void end() {
        world.clear();
        running.refresh();
    }

    @Test
    void aKillHoldsOnTheOtherServer() {
        assertThat(strategies(here())).contains("friends-of-friends");
        assertThat(code(change(there().as("lab", "experimenter"), "killExperiment", Map.of("key", "everywhere"))))
                .isEmpty();
        await().pollInterval(Duration.ofMillis(20))
                .until(() -> running.running().isEmpty());
        assertThat(strategies(here())).containsOnly(STANDARD);
    }

    @Test
    void heldOutUsersGetTheStandardRanking() {
        second.bean(RunningExperiments.class).refresh();
        assertThat(strategies(there())).containsOnly(STANDARD);
        assertThat(there().as("lab", "experimenter")
                        .data("{ experiment(key: \"everywhere\") { assignment(userId: \"" + world.id("p0")
                                + "\") { reason } } }")
                        .at("/experiment/assignment/reason")
                        .asString())
                .isEqualTo("HELD_OUT");
    }

    private Api here() {
        return api;
    }

    private Api there() {
        return api.at(second.address());
    }

    private List<String> strategies(Api server) {
        return IntStream.range(0, 12)
                .mapToObj(number -> server.as("p" + number, "experimenter")
                        .data(STRATEGY)
                        .at("/viewer/peopleYouMayKnow/snapshot/strategy")
                        .asString())
                .distinct()
                .toList();
    }
}
