package io.mutuals.suggestion.memory;

import io.mutuals.changelog.Changes;
import io.mutuals.changelog.Fact;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** What has changed in Neo4j since it was read into memory, by the change log. Thread-safe. */
final class ChangedFacts {

    private static final int CAPACITY = 100_000;

    private final Set<String> kinds;
    private final BlockingQueue<Fact> changed = new LinkedBlockingQueue<>(CAPACITY);
    private volatile boolean isIncomplete;

    /** @param kinds the kinds of facts that are read into memory */
    ChangedFacts(Set<String> kinds) {
        this.kinds = kinds;
    }

    /** Adds changes. */
    void add(Changes changes) {
        addAll(changes.facts());
        isIncomplete |= !changes.complete();
    }

    /** Adds facts that could not be read again. */
    void addAll(Collection<Fact> facts) {
        for (Fact fact : facts) {
            if (kinds.contains(fact.kind()) && !changed.offer(fact)) {
                isIncomplete = true;
            }
        }
    }

    /** Returns whether more has changed than is named here, so that everything must be read again. */
    boolean isIncomplete() {
        return isIncomplete;
    }

    /** Notes that changes were lost. */
    void lost() {
        isIncomplete = true;
    }

    /** Forgets all changes. Called before everything is read: later changes are kept. */
    void clear() {
        isIncomplete = false;
        changed.clear();
    }

    /**
     * Removes and returns changed facts; empty if there is none in time.
     *
     * @param most the maximum number of facts
     * @param maxWaitNanos the longest time to wait for the first
     */
    Set<Fact> take(int most, long maxWaitNanos) throws InterruptedException {
        Set<Fact> facts = new HashSet<>();
        Fact first = changed.poll(maxWaitNanos, TimeUnit.NANOSECONDS);
        if (first != null) {
            facts.add(first);
            changed.drainTo(facts, most - 1);
        }
        return facts;
    }
}
