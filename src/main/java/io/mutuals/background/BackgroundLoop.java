package io.mutuals.background;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/** Does something again and again on a virtual thread of its own, for as long as the server runs. */
public abstract class BackgroundLoop implements SmartLifecycle {

    /** For loops that requests rely on: they begin before the web server takes any, and end after it has answered the last. */
    protected static final int AROUND_REQUESTS = DEFAULT_PHASE - 4096;

    private final Logger log = LoggerFactory.getLogger(getClass());
    private final String name;
    private final String consequence;
    private volatile @Nullable Thread thread;

    /**
     * @param name of the thread
     * @param consequence what it means for users when a step fails, for the log
     */
    protected BackgroundLoop(String name, String consequence) {
        this.name = name;
        this.consequence = consequence;
    }

    /** Waits for something to do, or for a while, and does it. What it throws is logged, and the loop goes on. */
    protected abstract void step() throws InterruptedException;

    private void stepForEver() {
        while (!Thread.currentThread().isInterrupted()) {
            try {
                step();
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            } catch (RuntimeException failed) {
                log.warn("{}", consequence, failed);
            }
        }
    }

    @Override
    public void start() {
        thread = Thread.ofVirtual().name(name).start(this::stepForEver);
    }

    @Override
    public void stop() {
        Thread running = thread;
        if (running != null) {
            running.interrupt();
            thread = null;
        }
    }

    @Override
    public boolean isRunning() {
        return thread != null;
    }
}
