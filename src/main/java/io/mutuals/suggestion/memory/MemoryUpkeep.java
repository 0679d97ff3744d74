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
 * Keeps what is in memory beside the friend graph as it is in Neo4j, as long as that graph is there: reads all of it, then again what a hint
 * names, and now and then all, for hints that were lost.
 *
 * <p>One thread does all of it. A change is hinted at after its commit, so what changes while all is read is read again afterwards. What cannot be
 * read is tried again after a while; what is there serves meanwhile, and hints are followed.
 */
public abstract class MemoryUpkeep extends BackgroundLoop {

    private static final Duration LOOK = Duration.ofSeconds(1);
    private static final Duration RETRY = Duration.ofSeconds(5);
    private static final Duration RETRY_WHILE_LOADED = Duration.ofMinutes(1);
    private static final int TOGETHER = 500;

    private final FriendGraphs graphs;
    private final FriendGraphProperties properties;
    private final Hints hints;
    private final String topic;
    private final BlockingQueue<String> changed = new LinkedBlockingQueue<>(100_000);
    private long due;

    /**
     * @param topic of the hints
     * @param name of the thread
     * @param consequence what it means for users when something could not be read
     */
    public MemoryUpkeep(
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

    /** Whether all has been read, and may still be used. */
    protected abstract boolean isLoaded();

    /** Reads all of it. */
    protected abstract void readAll();

    /**
     * Reads some of it again.
     *
     * @param some what hints named, each once
     */
    protected abstract void readAgain(Set<String> some);

    /** Forgets all of it. */
    protected abstract void forget();

    /** Tells all replicas what has changed; to be called after the commit. */
    protected final void tell(List<String> what) {
        hints.tell(topic, String.join(" ", what));
    }

    private void heard(String hint) {
        if (graphs.current().isPresent()) {
            for (String what : hint.split(" ")) {
                changed.offer(what);
            }
        }
    }

    @Override
    protected void step() throws InterruptedException {
        long now = System.nanoTime();
        if (graphs.current().isEmpty()) {
            changed.clear();
            Thread.sleep(LOOK);
        } else if (!isLoaded() || now - due >= 0) {
            loadOrPause();
        } else if (changed.poll(Math.min(due - now, LOOK.toNanos()), TimeUnit.NANOSECONDS) instanceof String first) {
            Set<String> some = new HashSet<>(Set.of(first));
            changed.drainTo(some, TOGETHER - 1);
            readAgainOrLater(some);
        }
    }

    private void loadOrPause() throws InterruptedException {
        boolean serves = isLoaded();
        try {
            load();
            due = System.nanoTime() + properties.factsReload().toNanos();
        } catch (RuntimeException failed) {
            due = System.nanoTime() + RETRY_WHILE_LOADED.toNanos();
            if (!serves) {
                Thread.sleep(RETRY);
            }
            throw failed;
        }
    }

    /** Reads all of it, unless the friend graph goes meanwhile. */
    public final void load() {
        readAll();
        if (graphs.current().isEmpty()) {
            forget();
        }
    }

    private void readAgainOrLater(Set<String> some) throws InterruptedException {
        try {
            readAgain(some);
        } catch (RuntimeException failed) {
            some.forEach(changed::offer);
            Thread.sleep(RETRY);
            throw failed;
        }
    }
}
