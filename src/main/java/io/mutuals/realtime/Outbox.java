package io.mutuals.realtime;

import java.io.IOException;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * Sends messages to one client, in order, in a thread of its own: a client that does not read delays no other client.
 * Thread-safe.
 */
final class Outbox {

    private static final Item NOTHING = new Item(0, () -> {}, () -> {});

    private final BlockingQueue<Item> items;
    private final long maxBytes;
    private final AtomicLong bytes = new AtomicLong();
    private final Consumer<Throwable> failed;
    private volatile boolean closed;

    /**
     * @param maxMessages the number of messages that may wait
     * @param maxBytes their total size; a message may be larger if no other waits
     * @param failed called once when nothing more can be sent
     */
    Outbox(int maxMessages, long maxBytes, Consumer<Throwable> failed) {
        this.items = new LinkedBlockingQueue<>(maxMessages);
        this.maxBytes = maxBytes;
        this.failed = failed;
        Thread.ofVirtual().name("outbox").start(this::sendForEver);
    }

    /**
     * Queues a message. Returns false if too much waits already.
     *
     * @param size the size in bytes; 0 if unknown
     * @param sent runs after the message was sent
     */
    boolean send(long size, Sending sending, Runnable sent) {
        if (closed) {
            return true;
        }
        long together = bytes.addAndGet(size);
        boolean fits = together <= maxBytes || together == size;
        if (fits && items.offer(new Item(size, sending, sent))) {
            return true;
        }
        bytes.addAndGet(-size);
        return false;
    }

    /** Returns the number of waiting messages. */
    int waiting() {
        return items.size();
    }

    boolean isEmpty() {
        return items.isEmpty();
    }

    /**
     * Discards the waiting messages. The message that is being sent continues: interrupting it would close the
     * connection.
     */
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
        } catch (IOException | RuntimeException | Error failure) {
            boolean before = closed;
            close();
            if (!before) {
                failed.accept(failure);
            }
        }
    }

    /** Writes to the client, and blocks until the network has taken the message. */
    @FunctionalInterface
    interface Sending {
        void run() throws IOException;
    }

    private record Item(long size, Sending sending, Runnable sent) {}
}
