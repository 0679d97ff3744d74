package io.mutuals.realtime;

import java.io.IOException;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * Sends what one client is told, one after the other, in a thread of its own: a client that does not read holds up nobody else.
 * Thread-safe.
 */
final class Outbox {

    private static final Item NOTHING = new Item(0, () -> {}, () -> {});

    private final BlockingQueue<Item> items;
    private final long mostBytes;
    private final AtomicLong bytes = new AtomicLong();
    private final Consumer<Throwable> failed;
    private volatile boolean closed;

    /**
     * @param most how many messages may wait
     * @param mostBytes how large they may be together; a message that nothing waits before may be larger
     * @param failed is told, once, that nothing can be sent any more
     */
    Outbox(int most, long mostBytes, Consumer<Throwable> failed) {
        this.items = new LinkedBlockingQueue<>(most);
        this.mostBytes = mostBytes;
        this.failed = failed;
        Thread.ofVirtual().name("outbox").start(this::sendForEver);
    }

    /**
     * Sends something when all before it has been sent; false when too much waits already.
     *
     * @param size in bytes, as far as it is known
     * @param sent runs after it
     */
    boolean send(long size, Sending sending, Runnable sent) {
        if (closed) {
            return true;
        }
        long together = bytes.addAndGet(size);
        boolean fits = together <= mostBytes || together == size;
        if (fits && items.offer(new Item(size, sending, sent))) {
            return true;
        }
        bytes.addAndGet(-size);
        return false;
    }

    /** How many messages wait. */
    int waiting() {
        return items.size();
    }

    boolean isEmpty() {
        return items.isEmpty();
    }

    /** Forgets what was not sent yet. What is being sent goes on: interrupted, it would take the connection with it. */
    void close() {
        closed = true;
        items.clear();
        var _ = items.offer(NOTHING);
    }

    private void sendForEver() {
        try {
            while (!closed) {
                Item item = items.take();
                item.sending().run();
                bytes.addAndGet(-item.size());
                item.sent().run();
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } catch (IOException | RuntimeException | Error gone) {
            boolean before = closed;
            close();
            if (!before) {
                failed.accept(gone);
            }
        }
    }

    /** Writes to the client; waits until the network has taken it. */
    @FunctionalInterface
    interface Sending {
        void run() throws IOException;
    }

    private record Item(long size, Sending sending, Runnable sent) {}
}
