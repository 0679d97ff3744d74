package io.mutuals.neo4j;

import static org.assertj.core.api.Assertions.assertThat;

import io.mutuals.SideBySide;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The test ends each transaction by hand, so it decides which changes arrive meanwhile. */
@SideBySide
@Timeout(30)
class CommitQueueTest {

    private static final Duration NEVER = Duration.ofHours(1);

    private final Executor executor = Executors.newVirtualThreadPerTaskExecutor();
    private final BlockingQueue<Transaction> begun = new LinkedBlockingQueue<>();

    @Test
    void aChangeThatFindsNoTransactionBeginsOneAtOnce() throws Exception {
        CommitQueue<String> queue = queue(1, 10, NEVER);
        queue.submit(1, "a");
        assertThat(next().changes()).containsExactly("a");
    }

    @Test
    void changesThatArriveMeanwhileShareTheNextTransactionInTheirOrder() throws Exception {
        CommitQueue<String> queue = queue(8, 10, NEVER);
        queue.submit(1, "a");
        Transaction first = next();
        queue.submit(1, "b");
        queue.submit(2, "c");
        queue.submit(1, "d");
        assertThatNoneBegins();
        first.end();
        assertThat(next().changes()).containsExactlyInAnyOrder("b", "c", "d").containsSubsequence("b", "d");
    }

    @Test
    void aTransactionHoldsNoMoreChangesThanItMay() throws Exception {
        CommitQueue<String> queue = queue(1, 2, NEVER);
        queue.submit(1, "a");
        Transaction first = next();
        List.of("b", "c", "d").forEach(change -> queue.submit(2, change));
        first.end();
        Transaction second = next();
        assertThat(second.changes()).containsExactly("b", "c");
        second.end();
        assertThat(next().changes()).containsExactly("d");
    }

    @Test
    void anotherBeginsBesideAFullOneThatWaits() throws Exception {
        CommitQueue<String> queue = queue(2, 2, NEVER);
        queue.submit(1, "a");
        next();
        queue.submit(2, "b");
        assertThatNoneBegins();
        queue.submit(3, "c");
        assertThat(next().changes()).containsExactly("b", "c");
    }

    @Test
    void anotherBeginsBesideASlowOneButNotForItsOwnKeys() throws Exception {
        CommitQueue<String> queue = queue(2, 10, Duration.ofMillis(20));
        queue.submit(1, "slow");
        Transaction slow = next();
        queue.submit(1, "next of the slow one");
        queue.submit(2, "another");
        assertThat(next().changes()).containsExactly("another");
        slow.end();
        assertThat(next().changes()).containsExactly("next of the slow one");
    }

    @Test
    void noMoreBeginThanMay() throws Exception {
        CommitQueue<String> queue = queue(2, 1, Duration.ZERO);
        List.of(1, 2, 3).forEach(key -> queue.submit(key, "of " + key));
        next();
        Transaction second = next();
        assertThatNoneBegins();
        second.end();
        assertThat(next().changes()).containsExactly("of 3");
    }

    @Test
    void everyChangeIsMadeOnceAndThoseOfAKeyInTheirOrderAndNeverAtOnce() throws Exception {
        int keys = 20;
        int each = 500;
        Map<Long, List<Integer>> made = new ConcurrentHashMap<>();
        Set<Long> underWay = ConcurrentHashMap.newKeySet();
        List<Long> clashes = Collections.synchronizedList(new ArrayList<>());
        CountDownLatch left = new CountDownLatch(keys * each);
        CommitQueue<Numbered> queue = new CommitQueue<>(4, 7, Duration.ofNanos(50_000), executor, changes -> {
            List<Long> own = changes.stream().map(Numbered::key).distinct().toList();
            own.forEach(key -> {
                if (!underWay.add(key)) {
                    clashes.add(key);
                }
            });
            changes.forEach(
                    change -> made.computeIfAbsent(change.key(), _ -> Collections.synchronizedList(new ArrayList<>()))
                            .add(change.number()));
            LockSupport.parkNanos(1);
            own.forEach(underWay::remove);
            changes.forEach(_ -> left.countDown());
        });
        for (long key = 0; key < keys; key++) {
            long own = key;
            executor.execute(() -> {
                Random random = new Random(own);
                for (int number = 0; number < each; number++) {
                    queue.submit(own, new Numbered(own, number));
                    if (random.nextInt(5) == 0) {
                        LockSupport.parkNanos(1);
                    }
                }
            });
        }
        assertThat(left.await(20, TimeUnit.SECONDS)).isTrue();
        assertThat(clashes).isEmpty();
        assertThat(made)
                .hasSize(keys)
                .allSatisfy((_, numbers) -> assertThat(numbers).hasSize(each).isSorted());
    }

    private CommitQueue<String> queue(int most, int maxTogether, Duration patience) {
        return new CommitQueue<>(most, maxTogether, patience, executor, changes -> {
            Transaction transaction = new Transaction(changes, new CountDownLatch(1));
            begun.add(transaction);
            transaction.awaitEnd();
        });
    }

    private Transaction next() throws InterruptedException {
        Transaction next = begun.poll(10, TimeUnit.SECONDS);
        assertThat(next).as("a transaction begins").isNotNull();
        return next;
    }

    private void assertThatNoneBegins() throws InterruptedException {
        assertThat(begun.poll(100, TimeUnit.MILLISECONDS)).isNull();
    }

    private record Numbered(long key, int number) {}

    private record Transaction(List<String> changes, CountDownLatch ended) {

        void end() {
            ended.countDown();
        }

        void awaitEnd() {
            try {
                ended.await();
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
