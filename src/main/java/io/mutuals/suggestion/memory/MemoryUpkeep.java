package io.mutuals.suggestion.memory;

import io.mutuals.background.BackgroundLoop;
import io.mutuals.changelog.ChangeFollower;
import io.mutuals.changelog.Changes;
import io.mutuals.changelog.Fact;
import java.time.Duration;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Keeps data held in memory beside the friend graph in step with Neo4j for as long as that graph is loaded: reads
 * everything, reads again what the change log names, and everything after a gap in the log.
 *
 * <p>A single thread does all of it. A change made while everything is being read is read again afterwards. After a
 * failure it retries later; the data in memory keeps serving, and changes are still followed.
 */
public abstract class MemoryUpkeep extends BackgroundLoop {

    private static final Duration POLL_INTERVAL = Duration.ofSeconds(1);
    private static final Duration RETRY = Duration.ofSeconds(5);
    private static final Duration RETRY_WHILE_LOADED = Duration.ofMinutes(1);
    private static final int BATCH_SIZE = 500;

    private final FriendGraphs graphs;
    private final FriendGraphProperties properties;
    private final ChangeFollower follower;
    private final ChangedFacts changed;
    private final Consumer<Changes> listener;
    private long nextLoad = System.nanoTime();

    /**
     * @param kinds the kinds of facts that are held
     * @param name name of the thread
     * @param consequence log message for failed reads: what the failure means for users
     */
    protected MemoryUpkeep(
            Set<String> kinds,
            String name,
            String consequence,
            FriendGraphs graphs,
            FriendGraphProperties properties,
            ChangeFollower follower) {
        super(name, consequence);
        this.graphs = graphs;
        this.properties = properties;
        this.follower = follower;
        this.changed = new ChangedFacts(kinds);
        this.listener = changed::add;
    }

    /** Returns whether the data has been read and may be used. */
    protected abstract boolean isLoaded();

    /** Reads all data. */
    protected abstract void readAll();

    /**
     * Reads some data again.
     *
     * @param facts the facts that have changed, at least one
     */
    protected abstract void readAgain(Set<Fact> facts);

    /** Frees all data. */
    protected abstract void forget();

    @Override
    public void start() {
        follower.listen(listener);
        super.start();
    }

    @Override
    protected void step() throws InterruptedException {
        boolean mayLoad = System.nanoTime() - nextLoad >= 0;
        if (graphs.current().isEmpty() || !follower.isFollowing()) {
            changed.clear();
            Thread.sleep(POLL_INTERVAL);
        } else if (!isLoaded() || (changed.isIncomplete() && mayLoad)) {
            loadOrPause();
        } else {
            Set<Fact> facts = changed.take(BATCH_SIZE, POLL_INTERVAL.toNanos());
            if (!facts.isEmpty()) {
                readAgainOrLater(facts);
            }
        }
    }

    private void loadOrPause() throws InterruptedException {
        boolean wasLoaded = isLoaded();
        changed.clear();
        try {
            load();
            nextLoad = System.nanoTime() + properties.reload().toNanos();
        } catch (RuntimeException failed) {
            changed.lost();
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

    private void readAgainOrLater(Set<Fact> facts) throws InterruptedException {
        try {
            readAgain(facts);
        } catch (RuntimeException failed) {
            changed.addAll(facts);
            Thread.sleep(RETRY);
            throw failed;
        }
    }
}
