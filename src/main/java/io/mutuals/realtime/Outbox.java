package io.mutuals.realtime;

import java.io.IOException;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;

/**
 * Sends what one client is told, one after the other, in a thread of its own: a client that does not read holds up nobody else.
 * Thread-safe.
 */
final class Outbox {

    private static final Item NOTHING = new Item(() -> {}, () -> {});

    private final BlockingQueue<Item> items;
    private final Consumer<Throwable> failed;
    private volatile boolean closed;

    /**
     * @param most how many messages may wait
     * @param failed is told, once, that nothing can be sent any more
     */
    Outbox(int most, Consumer<Throwable> failed) {
        this.items = new LinkedBlockingQueue<>(most);
        this.failed = failed;
        Thread.ofVirtual().name("outbox").start(this::sendForEver);
    }

    /**
     * Sends something when all before it has been sent; false when too much waits already.
     *
     * @param sent runs after it
     */
    boolean send(Sending sending, Runnable sent) {
        return closed || items.offer(new Item(sending, sent));
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

    private record Item(Sending sending, Runnable sent) {}
}
