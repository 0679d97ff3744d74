package io.mutuals.suggestion.memory;

import io.mutuals.background.BackgroundLoop;
import io.mutuals.realtime.Hints;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * Keeps data held in memory beside the friend graph in step with Neo4j for as long as that graph is loaded: reads
 * everything, rereads what hints name, and periodically reads everything again, since hints can be lost.
 *
 * <p>A single thread does all of it. Hints are sent after the commit, so a change made while everything is being read
 * is reread afterwards. After a failure it retries later; the data in memory keeps serving, and hints are still
 * followed.
 */
public abstract class MemoryUpkeep extends BackgroundLoop {

    private static final Duration POLL_INTERVAL = Duration.ofSeconds(1);
    private static final Duration RETRY = Duration.ofSeconds(5);
    private static final Duration RETRY_WHILE_LOADED = Duration.ofMinutes(1);
    private static final int BATCH_SIZE = 500;

    private final FriendGraphs graphs;
    private final FriendGraphProperties properties;
    private final Hints hints;
    private final String topic;
    private final BlockingQueue<String> changed = new LinkedBlockingQueue<>(100_000);
    private long nextLoad;

    /**
     * @param topic topic of the hints
     * @param name name of the thread
     * @param consequence log message for failed reads: what the failure means for users
     */
    protected MemoryUpkeep(
            String topic,
            String name,
            String consequence,
            FriendGraphs graphs,
            FriendGraphProperties properties,
            Hints hints) {
        super(name, consequence);
        this.graphs = graphs;
        this.properties = properties;
        this.hints = hints;
        this.topic = topic;
        hints.listen(topic, this::heard);
    }

    /** Returns whether the data has been read and may be used. */
    protected abstract boolean isLoaded();

    /** Reads all data. */
    protected abstract void readAll();

    /**
     * Reads some data again.
     *
     * @param keys keys named by hints, without duplicates, at least one
     */
    protected abstract void readAgain(Set<String> keys);

    /** Frees all data. */
    protected abstract void forget();

    /**
     * Announces changed keys to all replicas. Call it after the commit.
     *
     * @param keys keys of the changed data; they must not contain spaces
     */
    protected final void tell(List<String> keys) {
        hints.publish(topic, String.join(" ", keys));
    }

    private void heard(String hint) {
        if (graphs.current().isPresent()) {
            for (String key : hint.split(" ")) {
                changed.offer(key);
            }
        }
    }

    @Override
    protected void step() throws InterruptedException {
        long now = System.nanoTime();
        if (graphs.current().isEmpty()) {
            changed.clear();
            Thread.sleep(POLL_INTERVAL);
        } else if (!isLoaded() || now - nextLoad >= 0) {
            loadOrPause();
        } else if (changed.poll(Math.min(nextLoad - now, POLL_INTERVAL.toNanos()), TimeUnit.NANOSECONDS)
                instanceof String first) {
            Set<String> keys = new HashSet<>(Set.of(first));
            changed.drainTo(keys, BATCH_SIZE - 1);
            readAgainOrLater(keys);
        }
    }

    private void loadOrPause() throws InterruptedException {
        boolean wasLoaded = isLoaded();
        try {
            load();
            nextLoad = System.nanoTime() + properties.factsReload().toNanos();
        } catch (RuntimeException failed) {
            nextLoad = System.nanoTime() + RETRY_WHILE_LOADED.toNanos();
            if (!wasLoaded) {
                Thread.sleep(RETRY);
            }
            throw failed;
        }
    }

    /** Reads all data, and frees it again if the friend graph has been closed meanwhile. */
    public final void load() {
        readAll();
        if (graphs.current().isEmpty()) {
            forget();
        }
    }

    private void readAgainOrLater(Set<String> keys) throws InterruptedException {
        try {
            readAgain(keys);
        } catch (RuntimeException failed) {
            keys.forEach(changed::offer);
            Thread.sleep(RETRY);
            throw failed;
        }
    }
}
