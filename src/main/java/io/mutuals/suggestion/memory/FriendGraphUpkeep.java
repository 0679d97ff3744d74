package io.mutuals.suggestion.memory;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Loads the friend graph when the server starts, without making it wait, then keeps it right: reads again whom others say to have
 * changed, compares everybody now and then, and seldom reads everything.
 */
@Component
@ConditionalOnWebApplication
class FriendGraphUpkeep implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(FriendGraphUpkeep.class);
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);
    private static final int TOGETHER = 200;

    private final FriendGraphLoading loading;
    private final FriendGraphs graphs;
    private final FriendGraphProperties properties;
    private final LinkedBlockingQueue<Long> changed = new LinkedBlockingQueue<>(100_000);
    private volatile @Nullable Thread thread;

    FriendGraphUpkeep(FriendGraphLoading loading, FriendGraphs graphs, FriendGraphProperties properties) {
        this.loading = loading;
        this.graphs = graphs;
        this.properties = properties;
    }

    /** The rows of these people may have changed; where there are too many to remember, comparing will find them. */
    void changed(List<Long> people) {
        if (isRunning()) {
            people.forEach(changed::offer);
        }
    }

    @Override
    public void start() {
        if (properties.enabled()) {
            Thread started = Thread.ofVirtual().name("friend-graph").unstarted(this::keepForEver);
            thread = started;
            started.start();
        }
    }

    private void keepForEver() {
        Duration pause = FIRST_PAUSE;
        long loaded = 0;
        long compared = 0;
        while (thread == Thread.currentThread()) {
            try {
                long now = System.nanoTime();
                if (graphs.current().isEmpty()
                        || now - loaded >= properties.reload().toNanos()) {
                    if (!loading.load()) {
                        thread = null;
                        changed.clear();
                        return;
                    }
                    loaded = System.nanoTime();
                    compared = loaded;
                } else if (now - compared >= properties.reconcile().toNanos()) {
                    loading.reconcile();
                    compared = System.nanoTime();
                } else {
                    rereadChanged(properties.reconcile().toNanos() - (now - compared));
                }
                pause = FIRST_PAUSE;
            } catch (InterruptedException stopped) {
                return;
            } catch (RuntimeException failed) {
                if (!isRunning()) {
                    return;
                }
                log.warn(
                        "The friend graph could not be read ({}); it is tried again in {} s",
                        failed.getMessage(),
                        pause.toSeconds());
                if (!slept(pause)) {
                    return;
                }
                pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : LONGEST_PAUSE;
            }
        }
    }

    private void rereadChanged(long nanos) throws InterruptedException {
        Long first = changed.poll(nanos, TimeUnit.NANOSECONDS);
        if (first != null) {
            Set<Long> people = new HashSet<>(Set.of(first));
            changed.drainTo(people, TOGETHER - 1);
            try {
                loading.reread(people);
            } catch (RuntimeException failed) {
                people.forEach(changed::offer);
                throw failed;
            }
        }
    }

    private static boolean slept(Duration pause) {
        try {
            Thread.sleep(pause);
            return true;
        } catch (InterruptedException stopped) {
            return false;
        }
    }

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
}
