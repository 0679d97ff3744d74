package io.mutuals.realtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import io.mutuals.Api;
import io.mutuals.HastyServerTest;
import io.mutuals.LiveEvents;
import io.mutuals.LiveSocket;
import io.mutuals.LocalTokens;
import io.mutuals.TestClock;
import io.mutuals.World;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** What ends answers and streams in time: the deadline of a request, and the expiry of a token. */
@HastyServerTest
@ExtendWith(OutputCaptureExtension.class)
class LiveDeadlinesTest {

    private static final String WHO = "{ viewer { user { handle } } }";

    private final Api api;
    private final World world;
    private final TestClock clock;
    private final TestStreams streams;
    private final MeterRegistry metrics;

    LiveDeadlinesTest(Api api, World world, TestClock clock, TestStreams streams, MeterRegistry metrics) {
        this.metrics = metrics;
        this.api = api;
        this.world = world;
        this.clock = clock;
        this.streams = streams;
    }

    @BeforeEach
    void given() {
        world.clear();
        world.friends("ada", "ben");
        streams.forget();
        streams.people = List.of();
    }

    @ParameterizedTest
    @CsvSource({
        "query,holds its thread",
        "query,later",
        "query,fails later",
        "mutation,holds its thread",
        "mutation,later"
    })
    void afterTheDeadlineTheAnswerIsUnavailableAtOnceAndNotAnIncident(String kind, String how, CapturedOutput output)
            throws InterruptedException {
        double before = metrics.counter("mutuals.request.late").count();
        String field = kind.equals("query") ? "slow" : "slowly";
        long asked = System.nanoTime();
        var answer = api.as("ada")
                .ask(
                        kind + " ($how: String!) { a: " + field + "(how: $how, millis: 5500) b: " + field
                                + "(how: $how, millis: 5500) }",
                        Map.of("how", how));
        assertThat(Duration.ofNanos(System.nanoTime() - asked))
                .isBetween(Duration.ofSeconds(3), Duration.ofMillis(5_400));
        assertThat(answer.code()).as(answer.body()).isEqualTo("UNAVAILABLE");
        assertThat(metrics.counter("mutuals.request.late").count()).isEqualTo(before + 1);
        if (how.equals("fails later")) {
            await().untilAsserted(() -> assertThat(output.getAll()).contains("the field /b failed"));
        } else {
            Thread.sleep(Duration.ofSeconds(6).minusNanos(System.nanoTime() - asked));
            // Other tests run beside this one and log incidents of their own.
            assertThat(output.getAll().lines())
                    .noneMatch(line -> line.contains("Incident") && line.matches(".*the field /[ab]\\b.*"));
        }
    }

    @Test
    void anExpiredTokenClosesTheSocketWith4403AndEndsTheEventStream() {
        String query = "subscription { presence(userIds: [\"" + world.id("ben") + "\"]) { users { id } } }";
        String token = LocalTokens.mint(world.number("ada"), Duration.ofMinutes(10));
        try (LiveSocket socket = LiveSocket.signedIn(api, token, Map.of());
                LiveSocket other = ada();
                LiveEvents events = LiveEvents.of(api, token, query, Map.of())) {
            socket.subscribe("a", query).data();
            events.data();
            clock.pass(Duration.ofMinutes(10).plusSeconds(30));
            assertThat(socket.subscribe("b", query).data())
                    .as("within the skew of clocks")
                    .isNotNull();
            clock.pass(Duration.ofSeconds(31));
            long passed = System.nanoTime();
            assertThat(socket.closeCode()).isEqualTo(4403);
            LiveEvents.Event last = events.next();
            assertThat(Duration.ofNanos(System.nanoTime() - passed)).isLessThan(Duration.ofSeconds(5));
            assertThat(last.code()).isEqualTo("UNAUTHENTICATED");
            assertThat(events.next().name()).isEqualTo("complete");
            assertThat(events.next().name()).isEqualTo("end");
            assertThat(other.isOpen()).isTrue();
        }
    }

    @Test
    void theDeadlineOfARequestEndsNoStreamAndIdleConnectionsAreKeptAlive() {
        String query = "subscription { presence(userIds: [\"" + world.id("ben") + "\"]) { users { id } } }";
        try (LiveSocket socket = ada();
                LiveEvents events = LiveEvents.of(api, api.token("ada"), query, Map.of())) {
            socket.subscribe("a", query).data();
            events.data();
            long began = System.nanoTime();
            while (Duration.ofNanos(System.nanoTime() - began).compareTo(Duration.ofSeconds(5)) < 0) {
                assertThat(events.poll().name()).isEqualTo("comment");
            }
            assertThat(socket.isOpen()).isTrue();
            knowsWho(socket);
        }
    }

    private static void knowsWho(LiveSocket socket) {
        socket.subscribe("who", WHO);
        assertThat(socket.data().at("/viewer/user/handle").asString()).isEqualTo("ada");
        assertThat(socket.next().path("type").asString()).isEqualTo("complete");
    }

    private LiveSocket ada() {
        return LiveSocket.signedIn(api, api.token("ada"), Map.of());
    }
}
