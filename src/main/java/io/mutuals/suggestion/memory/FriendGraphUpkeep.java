package io.mutuals.suggestion.memory;

import io.mutuals.background.BackgroundLoop;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.stereotype.Component;

/**
 * Loads the friend graph in the background when the server starts, then keeps it up to date: rereads rows reported as
 * changed, periodically compares all numbers of friends with Neo4j, and more rarely reloads everything. Ends when there
 * are too many friendships to hold in memory.
 */
@Component
@ConditionalOnWebApplication
class FriendGraphUpkeep extends BackgroundLoop {

    private static final Logger log = LoggerFactory.getLogger(FriendGraphUpkeep.class);
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);
    private static final int BATCH_SIZE = 200;
    private static final int QUEUE_CAPACITY = 100_000;

    private final FriendGraphLoading loading;
    private final FriendGraphs graphs;
    private final FriendGraphProperties properties;
    private final LinkedBlockingQueue<Long> changed = new LinkedBlockingQueue<>(QUEUE_CAPACITY);
    private Duration pause = FIRST_PAUSE;
    private long loaded;
    private long reconciled;

    FriendGraphUpkeep(FriendGraphLoading loading, FriendGraphs graphs, FriendGraphProperties properties) {
        super("friend-graph", "The friend graph in memory may be out of date");
        this.loading = loading;
        this.graphs = graphs;
        this.properties = properties;
    }

    /**
     * Schedules the rows of these users to be read again. Never waits: users who do not fit into the queue are found by
     * the next comparison.
     */
    void changed(List<Long> people) {
        if (isRunning()) {
            people.forEach(changed::offer);
        }
    }

    @Override
    public void start() {
        if (properties.enabled()) {
            loaded = 0;
            reconciled = 0;
            super.start();
        }
    }

    @Override
    protected void step() throws InterruptedException {
        try {
            refresh();
            pause = FIRST_PAUSE;
        } catch (RuntimeException failed) {
            if (!isRunning()) {
                return;
            }
            log.warn(
                    "The friend graph could not be read from Neo4j ({}); retrying in {} s",
                    failed.getMessage(),
                    pause.toSeconds());
            Thread.sleep(pause);
            Duration doubled = pause.multipliedBy(2);
            pause = doubled.compareTo(LONGEST_PAUSE) < 0 ? doubled : LONGEST_PAUSE;
        }
    }

    private void refresh() throws InterruptedException {
        long now = System.nanoTime();
        if (graphs.current().isEmpty() || now - loaded >= properties.reload().toNanos()) {
            load();
        } else if (now - reconciled >= properties.reconcile().toNanos()) {
            loading.reconcile();
            reconciled = System.nanoTime();
        } else {
            rereadChanged(properties.reconcile().toNanos() - (now - reconciled));
        }
    }

    private void load() {
        if (loading.load()) {
            loaded = System.nanoTime();
            reconciled = loaded;
        } else {
            stop();
            changed.clear();
        }
    }

    private void rereadChanged(long maxWaitNanos) throws InterruptedException {
        Long first = changed.poll(maxWaitNanos, TimeUnit.NANOSECONDS);
        if (first != null) {
            Set<Long> people = new HashSet<>(Set.of(first));
            changed.drainTo(people, BATCH_SIZE - 1);
            try {
                loading.reread(people);
            } catch (RuntimeException failed) {
                people.forEach(changed::offer);
                throw failed;
            }
        }
    }
}
