package io.mutuals.realtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mutuals.Api;
import io.mutuals.HastyServerTest;
import io.mutuals.LiveEvents;
import io.mutuals.LiveSocket;
import io.mutuals.LocalTokens;
import io.mutuals.World;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Clients that do not read use no memory, delay no others, and are disconnected in time. */
@HastyServerTest
class StalledClientTest {

    /** Each event has 100 kB; the network buffers a few megabytes of unread data. */
    private static final String ENDLESS = "subscription { numbers(count: 2000000000) { number text } }";

    private static final int WHAT_THE_NETWORK_TAKES = 400;

    private final Api api;
    private final World world;
    private final TestStreams streams;

    StalledClientTest(Api api, World world, TestStreams streams) {
        this.api = api;
        this.world = world;
        this.streams = streams;
    }

    @BeforeEach
    void given() {
        world.clear();
        world.friends("ada", "ben");
        streams.forget();
    }

    @Test
    void aSocketThatDoesNotReadIsClosed() {
        try (LiveSocket deaf = LiveSocket.signedIn(api, token(), Map.of())) {
            deaf.stopReading().subscribe("a", ENDLESS);
            othersAreServedUntilItIsClosed();
        }
    }

    @Test
    void anEventStreamThatIsNotReadIsClosed() {
        try (LiveEvents _ = LiveEvents.unread(api, token(), ENDLESS)) {
            othersAreServedUntilItIsClosed();
        }
    }

    private void othersAreServedUntilItIsClosed() {
        await().until(() -> streams.made.get() > 0);
        await().pollInterval(Duration.ofMillis(200)).until(() -> {
            long asked = System.nanoTime();
            api.as("ben").data("{ viewer { user { handle } } }");
            assertThat(Duration.ofNanos(System.nanoTime() - asked)).isLessThan(Duration.ofSeconds(2));
            return streams.cancelled.get() == 1;
        });
        assertThat(streams.made.get()).isLessThan(WHAT_THE_NETWORK_TAKES);
        assertThat(List.copyOf(streams.requests)).containsOnly(1L);
    }

    private String token() {
        return LocalTokens.mint(world.number("ada"));
    }
}
