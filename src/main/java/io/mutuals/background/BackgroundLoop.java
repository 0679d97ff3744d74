package io.mutuals.background;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/** Repeats a step on a virtual thread of its own for as long as the application runs. */
public abstract class BackgroundLoop implements SmartLifecycle {

    /**
     * Phase of loops that requests rely on: they start before the web server accepts requests and stop after it has
     * answered the last one.
     */
    protected static final int AROUND_REQUESTS = DEFAULT_PHASE - 4096;

    private final Logger log = LoggerFactory.getLogger(getClass());
    private final String name;
    private final String consequence;
    private volatile @Nullable Thread thread;

    /**
     * @param name name of the thread
     * @param consequence log message for a failed step: what the failure means for users
     */
    protected BackgroundLoop(String name, String consequence) {
        this.name = name;
        this.consequence = consequence;
    }

    /**
     * Waits until there is work or some time has passed, and does the work. Exceptions and errors are logged and the
     * loop continues at once, so a step that fails without waiting must pause before it throws.
     *
     * @throws InterruptedException if the loop has been stopped
     */
    protected abstract void step() throws InterruptedException;

    private void repeat() {
        while (isCurrent() && !Thread.currentThread().isInterrupted()) {
            try {
                step();
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            } catch (RuntimeException | Error failed) {
                if (isCurrent()) {
                    log.warn("{}", consequence, failed);
                }
            }
        }
    }

    /** The interrupt of {@link #stop} alone would not do: drivers turn it into exceptions of their own and clear it. */
    private boolean isCurrent() {
        return thread == Thread.currentThread();
    }

    @Override
    public void start() {
        Thread started = Thread.ofVirtual().name(name).unstarted(this::repeat);
        thread = started;
        started.start();
    }

    /** Interrupts the current step and ends the loop without waiting for it. A step may call it to end its own loop. */
    @Override
    public void stop() {
        Thread running = thread;
        thread = null;
        if (running != null) {
            running.interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return thread != null;
    }

    /**
     * Ends the loop after its current step instead of interrupting the step, for steps whose work must not be lost.
     *
     * @param wakeUp makes a step that waits for work return
     * @param timeout the longest time to wait for the step
     */
    protected final void stopAfterStep(Runnable wakeUp, Duration timeout) {
        Thread running = thread;
        thread = null;
        wakeUp.run();
        try {
            if (running != null) {
                running.join(timeout);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
