package io.mutuals.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/** Changes made at a constant rate in the background, from its making until it is closed. */
final class ChangeLoad implements AutoCloseable {

    private final List<Thread> threads = new ArrayList<>();
    private final AtomicLong made = new AtomicLong();
    private final AtomicLong refused = new AtomicLong();
    private final AtomicLong tickets = new AtomicLong();
    private volatile boolean over;

    /** @param perSecond changes a second; 0 for none, {@code Integer.MAX_VALUE} for as many as possible */
    ChangeLoad(ChangeMix mix, ChangeWriter writer, int perSecond) {
        if (perSecond == 0) {
            return;
        }
        int batch = perSecond == Integer.MAX_VALUE ? 1 : writer.batch(perSecond);
        long began = System.nanoTime();
        for (int thread = 0; thread < writer.threads(); thread++) {
            threads.add(Thread.ofPlatform().name("changes-" + thread).daemon().start(() -> {
                while (!over) {
                    long due = began + (long) (tickets.getAndIncrement() * 1e9 * batch / perSecond);
                    for (long early = due - System.nanoTime(); early > 0 && !over; early = due - System.nanoTime()) {
                        LockSupport.parkNanos(early);
                    }
                    List<Change> changes = mix.next(batch);
                    List<Change> done = writer.make(changes);
                    mix.made(done);
                    made.addAndGet(done.size());
                    refused.addAndGet(changes.size() - done.size());
                }
            }));
        }
    }

    /** Returns the number of changes made so far. */
    long made() {
        return made.get();
    }

    /** Returns the number of changes that were refused so far. */
    long refused() {
        return refused.get();
    }

    @Override
    public void close() {
        over = true;
        threads.forEach(LockSupport::unpark);
        for (Thread thread : threads) {
            try {
                thread.join();
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(interrupted);
            }
        }
    }
}
