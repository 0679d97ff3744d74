package io.mutuals.changelog;

import io.mutuals.background.BackgroundLoop;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.stereotype.Component;

/**
 * Follows the change log in the background, for what lies in memory and may be a moment old. Thread-safe.
 *
 * <p>A listener that reads all its data after {@link #isFollowing} has returned true is told of every later change.
 */
@Component
@ConditionalOnWebApplication
public class ChangeFollower extends BackgroundLoop {

    private static final Duration RETRY = Duration.ofSeconds(5);

    private final ChangeReader log;
    private final Duration every;
    private final List<Consumer<Changes>> listeners = new CopyOnWriteArrayList<>();
    private volatile @Nullable Map<Long, Long> position;

    ChangeFollower(ChangeReader log, ChangeLogProperties properties) {
        super("changelog-follow", "What suggestions hold in memory is out of date until Neo4j can be read");
        this.log = log;
        this.every = properties.followEvery();
    }

    /**
     * Adds a listener, unless it has been added before. The log is read as soon as there is one.
     *
     * @param listener receives, one after the other, the changes since those before, without facts if there are none;
     *     must not block or throw
     */
    public void listen(Consumer<Changes> listener) {
        if (!listeners.contains(listener)) {
            listeners.add(listener);
        }
    }

    /** Returns whether changes that are committed from now on will be reported. */
    public boolean isFollowing() {
        return position != null;
    }

    @Override
    protected void step() throws InterruptedException {
        if (position != null || listeners.isEmpty()) {
            Thread.sleep(every);
        }
        if (!listeners.isEmpty()) {
            try {
                follow();
            } catch (RuntimeException failed) {
                Thread.sleep(RETRY);
                throw failed;
            }
        }
    }

    private void follow() {
        Map<Long, Long> known = position;
        Map<Long, Long> now = log.position();
        Changes since = known == null || known.equals(now) ? new Changes(now, Set.of(), true) : log.between(known, now);
        listeners.forEach(listener -> listener.accept(since));
        position = since.position();
    }
}
