package io.mutuals.background;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mutuals.SideBySide;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Lifecycle of a background loop. */
@SideBySide
class BackgroundLoopTest {

    private final AtomicInteger steps = new AtomicInteger();
    private Counting loop = new Counting(_ -> {});

    @AfterEach
    void stop() {
        loop.stop();
    }

    @Test
    void aFailedStepIsFollowedByTheNextOne() {
        loop = new Counting(_ -> {
            throw new IllegalStateException("this step always fails");
        });

        loop.start();

        await().until(() -> steps.get() >= 3);
        assertThat(loop.isRunning()).isTrue();
    }

    @Test
    void anErrorDoesNotEndTheLoop() {
        loop = new Counting(_ -> {
            throw new AssertionError("this step always fails");
        });

        loop.start();

        await().until(() -> steps.get() >= 3);
        assertThat(loop.isRunning()).isTrue();
    }

    @Test
    void aStepThatClearsTheInterruptDoesNotKeepAStoppedLoopAlive() throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch interrupted = new CountDownLatch(1);
        loop = new Counting(_ -> {
            begun.countDown();
            try {
                Thread.sleep(Duration.ofMinutes(1));
            } catch (InterruptedException swallowed) {
                interrupted.countDown();
                throw new IllegalStateException("what a driver makes of an interrupt");
            }
        });
        loop.start();
        begun.await();

        loop.stop();

        interrupted.await();
        assertThat(loop.isRunning()).isFalse();
        await().during(Duration.ofMillis(300)).atMost(Duration.ofSeconds(10)).until(() -> steps.get() == 1);
    }

    @Test
    void aStepCanEndItsOwnLoop() {
        loop = new Counting(BackgroundLoop::stop);

        loop.start();

        await().until(() -> !loop.isRunning());
        await().during(Duration.ofMillis(300)).atMost(Duration.ofSeconds(10)).until(() -> steps.get() == 1);
    }

    @Test
    void aStoppedLoopCanBeStartedAgain() {
        loop.start();
        await().until(() -> steps.get() >= 1);
        loop.stop();
        int before = steps.get();

        loop.start();

        await().until(() -> steps.get() > before + 1);
    }

    private final class Counting extends BackgroundLoop {

        private final Consumer<BackgroundLoop> work;

        private Counting(Consumer<BackgroundLoop> work) {
            super("counting", "This step fails on purpose");
            this.work = work;
        }

        @Override
        protected void step() throws InterruptedException {
            steps.incrementAndGet();
            Thread.sleep(1);
            work.accept(this);
        }
    }
}
