package io.mutuals.presence;

import io.mutuals.realtime.Audience;
import io.mutuals.realtime.AudienceChanged;
import io.mutuals.realtime.Hints;
import java.time.Duration;
import java.util.ArrayList;
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
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Says for this replica who is there: at once when somebody comes or goes, and again and again as long as they stay. */
@Component
@ConditionalOnWebApplication
class Attendance implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(Attendance.class);
    private static final int TOGETHER = 500;
    private static final Duration FAREWELL = Duration.ofSeconds(1);

    /** Ends the wait for a change when there is none. */
    private static final long NOBODY = 0;

    private final Audience audience;
    private final PresenceStore store;
    private final Hints hints;
    private final PresenceProperties properties;
    private final LinkedBlockingQueue<Long> changed = new LinkedBlockingQueue<>();
    private volatile @Nullable Thread saying;

    Attendance(Audience audience, PresenceStore store, Hints hints, PresenceProperties properties) {
        this.audience = audience;
        this.store = store;
        this.hints = hints;
        this.properties = properties;
    }

    /** Only noted here: who it is about waits for no Redis. */
    @EventListener
    void on(AudienceChanged event) {
        changed.add(event.viewer());
    }

    @Override
    public void start() {
        Thread thread = Thread.ofVirtual().name("attendance").unstarted(this::sayForEver);
        saying = thread;
        thread.start();
    }

    private void sayForEver() {
        long refreshed = System.nanoTime();
        while (saying != null) {
            try {
                long left = properties.refresh().toNanos() - (System.nanoTime() - refreshed);
                Long first = changed.poll(Math.max(0, left), TimeUnit.NANOSECONDS);
                if (first != null) {
                    say(first);
                }
                if (System.nanoTime() - refreshed >= properties.refresh().toNanos()) {
                    refreshed = System.nanoTime();
                    inParts(new ArrayList<>(audience.here()), store::here);
                }
            } catch (InterruptedException stopped) {
                return;
            } catch (RuntimeException failed) {
                log.error("It could not be said who is there", failed);
            }
        }
    }

    /** What is so now counts, not what was so when the change was noted; so the order of changes does not matter. */
    private void say(long first) {
        Set<Long> people = new HashSet<>(Set.of(first));
        changed.drainTo(people, TOGETHER);
        people.remove(NOBODY);
        List<Long> here = people.stream().filter(audience::isHere).toList();
        List<Long> gone =
                people.stream().filter(person -> !audience.isHere(person)).toList();
        store.here(here);
        store.gone(gone);
        people.forEach(person -> hints.tell(Watching.TOPIC, Long.toString(person)));
    }

    private static void inParts(List<Long> people, java.util.function.Consumer<List<Long>> saying) {
        for (int from = 0; from < people.size(); from += TOGETHER) {
            saying.accept(people.subList(from, Math.min(people.size(), from + TOGETHER)));
        }
    }

    /** After the connections have been closed, and while hints can still be told. */
    @Override
    public int getPhase() {
        return DEFAULT_PHASE - 10;
    }

    /** Lets the thread end by itself: interrupted, it would lose what it is just saying. */
    @Override
    public void stop() {
        Thread thread = saying;
        saying = null;
        changed.add(NOBODY);
        try {
            if (thread != null) {
                thread.join(FAREWELL);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        say(NOBODY);
        inParts(new ArrayList<>(audience.here()), store::gone);
    }

    @Override
    public boolean isRunning() {
        return saying != null;
    }
}
