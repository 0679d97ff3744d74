package io.mutuals.suggestion.memory;

import io.mutuals.background.BackgroundLoop;
import io.mutuals.changelog.ChangeFollower;
import io.mutuals.changelog.Changes;
import io.mutuals.changelog.Fact;
import io.mutuals.friend.FriendListsInMemory;
import java.time.Duration;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Loads the friend graph in the background once the server is ready, so that neither waits for the other's share of
 * Neo4j and the processor; until then, statements answer what is asked of the graph. Then follows the change log: reads
 * the rows of users whose friends have changed, and everything after a gap. Ends when there are too many friendships to
 * hold in memory.
 */
@Component
@ConditionalOnWebApplication
class FriendGraphUpkeep extends BackgroundLoop {

    private static final Logger log = LoggerFactory.getLogger(FriendGraphUpkeep.class);
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);
    private static final Duration POLL_INTERVAL = Duration.ofSeconds(1);
    private static final Duration START_INTERVAL = Duration.ofMillis(50);
    private static final int BATCH_SIZE = 200;

    private final FriendGraphLoading loading;
    private final FriendGraphs graphs;
    private final FriendGraphProperties properties;
    private final ChangeFollower follower;
    private final ChangedFacts changed = new ChangedFacts(Set.of(FriendListsInMemory.KIND));
    private final Consumer<Changes> listener = this::heard;
    private Duration pause = FIRST_PAUSE;
    private long loaded;
    private volatile boolean isServerReady;

    FriendGraphUpkeep(
            FriendGraphLoading loading,
            FriendGraphs graphs,
            FriendGraphProperties properties,
            ChangeFollower follower) {
        super("friend-graph", "The friend graph in memory may be out of date");
        this.loading = loading;
        this.graphs = graphs;
        this.properties = properties;
        this.follower = follower;
    }

    @EventListener(ApplicationReadyEvent.class)
    void serverIsReady() {
        isServerReady = true;
    }

    private void heard(Changes changes) {
        if (isRunning()) {
            changed.add(changes);
            graphs.followed();
        }
    }

    @Override
    public void start() {
        if (properties.enabled()) {
            follower.listen(listener);
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
        boolean mayReload = System.nanoTime() - loaded >= properties.reload().toNanos();
        if (!isServerReady || !follower.isFollowing()) {
            Thread.sleep(START_INTERVAL);
        } else if (graphs.current().isEmpty() || (changed.isIncomplete() && mayReload)) {
            load();
        } else {
            rereadChanged();
        }
    }

    private void load() {
        changed.clear();
        boolean fits;
        try {
            fits = loading.load();
        } catch (RuntimeException failed) {
            changed.lost();
            throw failed;
        }
        loaded = System.nanoTime();
        if (!fits) {
            stop();
        }
    }

    private void rereadChanged() throws InterruptedException {
        Set<Fact> facts = changed.take(BATCH_SIZE, POLL_INTERVAL.toNanos());
        if (!facts.isEmpty()) {
            try {
                loading.reread(facts.stream().map(Fact::id).collect(Collectors.toSet()));
            } catch (RuntimeException failed) {
                changed.addAll(facts);
                throw failed;
            }
        }
    }
}
