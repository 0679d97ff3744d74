package io.mutuals.realtime;

import io.mutuals.proof.Meter;
import io.mutuals.proof.Meters;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;
import reactor.core.publisher.Flux;

/**
 * The source of a stream that is written as a loop: asked for the next event when the one before it has been sent, and not before. So
 * a client that reads slowly makes nothing wait in memory; whatever it missed meanwhile is for the source to sum up.
 *
 * <pre>{@code
 * return Pull.stream(() -> new Pull<Event>() {
 *     public Event next() throws InterruptedException {
 *         while (true) {
 *             Event event = readWhatIsNew();
 *             if (event != null) return event;
 *             bell.await(patience);
 *         }
 *     }
 *     public void close() { bell.close(); }
 * });
 * }</pre>
 */
public interface EventSource<T> extends AutoCloseable {

    /**
     * The next event; null at the end of the stream. Runs in a virtual thread of this stream alone, which is interrupted when the
     * client goes away. What it throws ends the stream with a coded error; a {@link io.mutuals.api.RequestException} keeps its code.
     */
    @Nullable
    T next() throws InterruptedException;

    /** Called once, after the last event, however the stream ended. */
    @Override
    void close();

    /** The stream of what a source brings; every subscriber has a source of its own. What it costs is billed to the request. */
    static <T> Flux<T> stream(Supplier<? extends EventSource<T>> source) {
        return Flux.deferContextual(context -> {
            Meter meter = context.getOrDefault(Meters.KEY, Meters.current());
            return Flux.from(subscriber -> new Running<T>(source, subscriber, meter).start());
        });
    }

    /** One subscriber's stream. */
    final class Running<T> implements Subscription {

        private final Supplier<? extends EventSource<T>> source;
        private final Subscriber<? super T> subscriber;
        private final @Nullable Meter meter;
        private final Semaphore demand = new Semaphore(0);
        private final AtomicReference<@Nullable Thread> thread = new AtomicReference<>();
        private volatile boolean over;

        Running(Supplier<? extends EventSource<T>> source, Subscriber<? super T> subscriber, @Nullable Meter meter) {
            this.source = source;
            this.subscriber = subscriber;
            this.meter = meter;
        }

        void start() {
            subscriber.onSubscribe(this);
            Thread running = Thread.ofVirtual().name("stream").unstarted(this::run);
            thread.set(running);
            running.start();
            if (over) {
                running.interrupt();
            }
        }

        @Override
        public void request(long events) {
            demand.release((int) Math.min(events, Integer.MAX_VALUE - demand.availablePermits()));
        }

        @Override
        public void cancel() {
            over = true;
            Thread running = thread.get();
            if (running != null) {
                running.interrupt();
            }
        }

        private void run() {
            if (meter == null) {
                pass();
            } else {
                Meters.bill(meter, this::pass);
            }
        }

        private void pass() {
            try (EventSource<T> pull = source.get()) {
                while (!over) {
                    demand.acquire();
                    T event = pull.next();
                    if (event == null) {
                        end(null);
                        return;
                    }
                    if (!over) {
                        subscriber.onNext(event);
                    }
                }
            } catch (InterruptedException cancelled) {
                Thread.currentThread().interrupt();
            } catch (RuntimeException | Error failed) {
                end(failed);
            }
        }

        private void end(@Nullable Throwable failure) {
            if (over) {
                return;
            }
            over = true;
            if (failure == null) {
                subscriber.onComplete();
            } else {
                subscriber.onError(failure);
            }
        }
    }
}
