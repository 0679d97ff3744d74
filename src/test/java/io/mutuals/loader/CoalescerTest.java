package io.mutuals.loader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.context.ContextSnapshot;
import io.micrometer.context.ContextSnapshotFactory;
import io.mutuals.SideBySide;
import io.mutuals.api.ErrorCode;
import io.mutuals.api.RequestException;
import io.mutuals.proof.Meter;
import io.mutuals.proof.Meters;
import io.mutuals.proof.RequestMeter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

@SideBySide
class CoalescerTest {

    private static final ContextSnapshot NO_TRACE = ContextSnapshotFactory.builder()
            .captureKeyPredicate(key -> false)
            .build()
            .captureAll();

    private final List<Set<Integer>> statements = Collections.synchronizedList(new ArrayList<>());

    /** Blocks the first statement until it is opened. */
    private final CountDownLatch gate = new CountDownLatch(1);

    private final CountDownLatch started = new CountDownLatch(1);

    private Coalescer<Integer, String> coalescer(int maxInFlight, int maxBatch) {
        return new Coalescer<>(
                this::answer, maxInFlight, maxBatch, Executors.newVirtualThreadPerTaskExecutor(), (asks, keys) -> {});
    }

    private Map<Integer, String> answer(Set<Integer> keys) {
        statements.add(keys);
        Meters.current().neo4jQuery();
        started.countDown();
        if (statements.size() == 1) {
            try {
                assertThat(gate.await(10, TimeUnit.SECONDS)).isTrue();
            } catch (InterruptedException interrupted) {
                throw new IllegalStateException(interrupted);
            }
        }
        if (keys.contains(-1)) {
            throw new IllegalStateException("no such key");
        }
        return keys.stream().collect(Collectors.toMap(key -> key, String::valueOf));
    }

    private static CompletableFuture<Map<Integer, String>> ask(Coalescer<Integer, String> coalescer, Integer... keys) {
        return ask(coalescer, new RequestMeter(), keys);
    }

    private static CompletableFuture<Map<Integer, String>> ask(
            Coalescer<Integer, String> coalescer, Meter meter, Integer... keys) {
        return coalescer.load(Set.of(keys), meter, NO_TRACE);
    }

    @Test
    void keysArrivingDuringAStatementShareTheNext() throws Exception {
        var coalescer = coalescer(1, 100);
        var first = ask(coalescer, 0);
        started.await();
        var rest = IntStream.rangeClosed(1, 16)
                .mapToObj(key -> ask(coalescer, key))
                .toList();
        gate.countDown();

        assertThat(first.get(10, TimeUnit.SECONDS)).containsEntry(0, "0");
        for (int key = 1; key <= 16; key++) {
            assertThat(rest.get(key - 1).get(10, TimeUnit.SECONDS)).containsEntry(key, String.valueOf(key));
        }
        assertThat(statements).hasSize(2);
        assertThat(statements.get(1)).hasSize(16);
    }

    @Test
    void keyNeverJoinsARunningStatement() throws Exception {
        var coalescer = coalescer(1, 100);
        var first = ask(coalescer, 7);
        started.await();
        var second = ask(coalescer, 7);
        var third = ask(coalescer, 7);
        gate.countDown();

        CompletableFuture.allOf(first, second, third).get(10, TimeUnit.SECONDS);
        assertThat(statements).containsExactly(Set.of(7), Set.of(7));
    }

    @Test
    void batchesRespectTheMaximumSizeAndLoseNoKey() throws Exception {
        var coalescer = coalescer(1, 10);
        var first = ask(coalescer, 0);
        started.await();
        var large = ask(coalescer, IntStream.rangeClosed(1, 25).boxed().toArray(Integer[]::new));
        var small = ask(coalescer, 99);
        gate.countDown();

        first.get(10, TimeUnit.SECONDS);
        assertThat(large.get(10, TimeUnit.SECONDS)).hasSize(25);
        assertThat(small.get(10, TimeUnit.SECONDS)).containsEntry(99, "99");
        assertThat(statements).allSatisfy(keys -> assertThat(keys).hasSizeLessThanOrEqualTo(10));
    }

    @Test
    void failureReachesOnlyTheRequestsThatSharedTheStatement() throws Exception {
        var coalescer = coalescer(1, 100);
        gate.countDown();
        var broken = ask(coalescer, -1);
        assertThatThrownBy(() -> broken.get(10, TimeUnit.SECONDS)).hasRootCauseMessage("no such key");

        assertThat(ask(coalescer, 1).get(10, TimeUnit.SECONDS)).containsEntry(1, "1");
    }

    @Test
    void aKeyThatNoStatementCanTakeFailsAlone() {
        var coalescer = coalescer(1, 100);
        gate.countDown();
        Integer[] keys = IntStream.range(-1, 99).boxed().toArray(Integer[]::new);

        assertThatThrownBy(() -> ask(coalescer, keys).get(10, TimeUnit.SECONDS))
                .cause()
                .isInstanceOfSatisfying(FailedKeys.class, some -> {
                    assertThat(some.values()).hasSize(99);
                    assertThat(some.values().containsKey(-1)).isFalse();
                    assertThat(some.failures()).hasSize(1);
                    assertThat(some.failures().get(-1)).hasMessage("no such key");
                });
        assertThat(statements).hasSizeLessThan(18);
    }

    @Test
    void aBatchOfWhichEveryKeyFailsIsTriedABoundedNumberOfTimes() {
        var coalescer = new Coalescer<Integer, String>(
                keys -> {
                    statements.add(keys);
                    throw new IllegalStateException("broken");
                },
                1,
                1000,
                Executors.newVirtualThreadPerTaskExecutor(),
                (asks, keys) -> {});
        Integer[] keys = IntStream.range(0, 1000).boxed().toArray(Integer[]::new);

        assertThatThrownBy(() -> ask(coalescer, keys).get(10, TimeUnit.SECONDS))
                .cause()
                .isInstanceOfSatisfying(
                        FailedKeys.class, some -> assertThat(some.failures()).hasSize(1000));
        assertThat(statements).hasSizeLessThan(40);
    }

    @Test
    void whatIsNotAvailableIsNotTriedInParts() {
        var coalescer = new Coalescer<Integer, String>(
                keys -> {
                    statements.add(keys);
                    throw new RequestException(ErrorCode.UNAVAILABLE, "later");
                },
                1,
                100,
                Executors.newVirtualThreadPerTaskExecutor(),
                (asks, keys) -> {});

        assertThatThrownBy(() -> ask(coalescer, 1, 2, 3).get(10, TimeUnit.SECONDS))
                .cause()
                .isInstanceOf(RequestException.class);
        assertThat(statements).hasSize(1);
    }

    @Test
    void requestThatNoStatementCanAnswerFailsAlone() throws Exception {
        var coalescer = coalescer(1, 100);
        var first = ask(coalescer, 0);
        started.await();
        var one = ask(coalescer, 1);
        var broken = ask(coalescer, -1);
        var other = ask(coalescer, 2, 3);
        gate.countDown();

        assertThatThrownBy(() -> broken.get(10, TimeUnit.SECONDS)).hasRootCauseMessage("no such key");
        assertThat(one.get(10, TimeUnit.SECONDS)).containsEntry(1, "1");
        assertThat(other.get(10, TimeUnit.SECONDS)).containsOnlyKeys(2, 3);
        assertThat(first.get(10, TimeUnit.SECONDS)).containsEntry(0, "0");
    }

    @Test
    void sharedStatementIsBilledOnceToEachRequest() throws Exception {
        var coalescer = coalescer(1, 100);
        RequestMeter busy = new RequestMeter();
        RequestMeter ada = new RequestMeter();
        RequestMeter ben = new RequestMeter();
        var first = ask(coalescer, busy, 0);
        started.await();
        var asked = List.of(ask(coalescer, ada, 1), ask(coalescer, ada, 2), ask(coalescer, ben, 3));
        gate.countDown();
        first.get(10, TimeUnit.SECONDS);
        for (var answer : asked) {
            answer.get(10, TimeUnit.SECONDS);
        }

        assertThat(statements).hasSize(2);
        assertThat(ada.toExtension()).containsEntry("neo4jQueries", 1);
        assertThat(ben.toExtension()).containsEntry("neo4jQueries", 1);
    }
}
