package io.mutuals.realtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.mutuals.Lane;
import io.mutuals.ProxiedTest;
import io.mutuals.cache.DedicatedConnections;
import io.mutuals.cache.RedisCalls;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.UnifiedJedis;

/** Two replicas exchange hints over a Redis that fails and recovers. */
@ProxiedTest
class HintsTest {

    private final CircuitBreaker redisBreaker;
    private final Hints one;
    private final Hints other;
    private final Queue<String> heardByOne = new ConcurrentLinkedQueue<>();
    private final Queue<String> heardByOther = new ConcurrentLinkedQueue<>();
    private final Queue<String> warm = new ConcurrentLinkedQueue<>();

    HintsTest(UnifiedJedis redis, CircuitBreaker redisBreaker, RedisCalls calls, DedicatedConnections connections) {
        this.redisBreaker = redisBreaker;
        this.one = new Hints(redis, calls, connections);
        this.other = new Hints(redis, calls, connections);
    }

    @BeforeEach
    void start() {
        one.listen("test", heardByOne::add);
        other.listen("test", text -> {
            throw new IllegalStateException("a listener that fails");
        });
        other.listen("test", heardByOther::add);
        other.listen("silence", heardByOther::add);
        one.listen("warm", warm::add);
        other.listen("warm", warm::add);
        one.start();
        other.start();
        bothListen();
        await().until(this::hearsTheOther);
    }

    /** Returns whether connections that an earlier test cut have left the pool, and Redis is called again. */
    private boolean hearsTheOther() {
        warm.clear();
        one.publish("warm", "up");
        long end = System.nanoTime() + Duration.ofMillis(500).toNanos();
        while (warm.size() < 2 && System.nanoTime() < end) {
            Thread.onSpinWait();
        }
        return warm.size() >= 2 && redisBreaker.getState() == CircuitBreaker.State.CLOSED;
    }

    @AfterEach
    void stop() {
        Lane.SECOND.redisProxy().flow();
        one.stop();
        other.stop();
        assertThat(one.isListening()).isFalse();
    }

    @Test
    void everyReplicaReceivesAHintOnceAndAFailingListenerAffectsNoOther() {
        one.publish("test", "a text, with spaces");
        one.publish("unheard of", "nothing");
        other.publish("test", "back");
        await().untilAsserted(
                        () -> assertThat(List.of(heardByOne, heardByOther)).allMatch(heard -> heard.size() == 2));
        assertThat(heardByOne).containsExactlyInAnyOrder("a text, with spaces", "back");
        assertThat(heardByOther).containsExactlyInAnyOrder("a text, with spaces", "back");
    }

    @Test
    void aCutOrSilentConnectionIsNoticedAndReplacedAndLocalHintsStillArrive() {
        for (Runnable trouble : List.<Runnable>of(Lane.SECOND.redisProxy()::cut, Lane.SECOND.redisProxy()::hold)) {
            trouble.run();
            await().until(() -> !one.isListening() && !other.isListening());
            heardByOne.clear();
            heardByOther.clear();
            one.publish("test", "lost");
            await().until(() -> heardByOne.contains("lost"));
            Lane.SECOND.redisProxy().flow();
            bothListen();
            await().until(() -> {
                one.publish("test", "found");
                return heardByOther.contains("found");
            });
        }
    }

    @Test
    void sendingAHintNeverBlocks() {
        Lane.SECOND.redisProxy().hold();
        long began = System.nanoTime();
        for (int hint = 0; hint < 50_000; hint++) {
            one.publish("test", "hint " + hint);
        }
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(3));
    }

    private void bothListen() {
        await().until(() -> one.isListening() && other.isListening());
    }
}
