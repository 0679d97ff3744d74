package io.mutuals.realtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mutuals.SideBySide;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Messages that wait for a client are bounded in number and in bytes. */
@SideBySide
class OutboxTest {

    private final CountDownLatch reads = new CountDownLatch(1);
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
    private final Outbox outbox = new Outbox(3, 1_000, failure::set);

    @Test
    void aLargeMessageIsAcceptedAloneAndBlocksOthersUntilItIsRead() {
        assertThat(send(5_000)).isTrue();
        assertThat(send(1)).isFalse();
        reads.countDown();
        await().until(() -> send(600));
        outbox.close();
    }

    @Test
    void messagesAreBoundedByNumberToo() {
        send(1);
        await().until(() -> outbox.waiting() == 0);
        assertThat(IntStream.range(0, 4).mapToObj(i -> send(1))).containsExactly(true, true, true, false);
        assertThat(outbox.waiting()).isEqualTo(3);
        reads.countDown();
        outbox.close();
    }

    @Test
    void everyFailureIsReported() {
        outbox.send(
                1,
                () -> {
                    throw new StackOverflowError("too deep");
                },
                () -> {});
        await().until(() -> failure.get() instanceof StackOverflowError);
    }

    private boolean send(long size) {
        return outbox.send(
                size,
                () -> {
                    try {
                        reads.await();
                    } catch (InterruptedException interrupted) {
                        Thread.currentThread().interrupt();
                    }
                },
                () -> {});
    }
}
