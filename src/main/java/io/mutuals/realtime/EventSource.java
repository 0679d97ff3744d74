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
 * The source of a stream, written as a loop. It is asked for the next event only when the previous one has been sent,
 * so a slow client makes no events pile up in memory; the source itself summarises what such a client has missed.
 *
 * <pre>{@code
 * return EventSource.stream(() -> new EventSource<Event>() {
 *     public Event next() throws InterruptedException {
 *         while (true) {
 *             Event event = readWhatIsNew();
 *             if (event != null) return event;
 *             waiter.await(timeout);
 *         }
 *     }
 *     public void close() { waiter.close(); }
 * });
 * }</pre>
 */
public interface EventSource<T> extends AutoCloseable {

    /**
     * Waits for the next event, and returns null at the end of the stream. Runs in a virtual thread of this stream,
     * which is interrupted when the client disconnects. An exception ends the stream with a coded error; a
     * {@link io.mutuals.api.RequestException} keeps its code.
     */
    @Nullable
    T next() throws InterruptedException;

    /** Releases the source. Called once, after the last event, however the stream ended. */
    @Override
    void close();

    /**
     * Returns the stream of a source's events. Each subscriber has a source of its own, whose cost is charged to the
     * request.
     */
    static <T> Flux<T> stream(Supplier<? extends EventSource<T>> source) {
        return Flux.deferContextual(context -> {
            Meter meter = context.getOrDefault(Meters.KEY, Meters.current());
            return Flux.from(subscriber -> new SourceSubscription<T>(source, subscriber, meter).start());
        });
    }

    /** One subscriber's stream. */
    final class SourceSubscription<T> implements Subscription {

        private final Supplier<? extends EventSource<T>> sources;
        private final Subscriber<? super T> subscriber;
        private final @Nullable Meter meter;
        private final Semaphore demand = new Semaphore(0);
        private final AtomicReference<@Nullable Thread> thread = new AtomicReference<>();
        private volatile boolean ended;

        SourceSubscription(
                Supplier<? extends EventSource<T>> sources, Subscriber<? super T> subscriber, @Nullable Meter meter) {
            this.sources = sources;
            this.subscriber = subscriber;
            this.meter = meter;
        }

        void start() {
            subscriber.onSubscribe(this);
            Thread running = Thread.ofVirtual().name("stream").unstarted(this::run);
            thread.set(running);
            running.start();
            if (ended) {
                running.interrupt();
            }
        }

        @Override
        public void request(long events) {
            demand.release((int) Math.min(events, Integer.MAX_VALUE - demand.availablePermits()));
        }

        @Override
        public void cancel() {
            ended = true;
            Thread running = thread.get();
            if (running != null) {
                running.interrupt();
            }
        }

        private void run() {
            if (meter == null) {
                emitAll();
            } else {
                Meters.bill(meter, this::emitAll);
            }
        }

        private void emitAll() {
            try (EventSource<T> source = sources.get()) {
                while (!ended) {
                    demand.acquire();
                    T event = source.next();
                    if (event == null) {
                        end(null);
                        return;
                    }
                    if (!ended) {
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
            if (ended) {
                return;
            }
            ended = true;
            if (failure == null) {
                subscriber.onComplete();
            } else {
                subscriber.onError(failure);
            }
        }
    }
}
