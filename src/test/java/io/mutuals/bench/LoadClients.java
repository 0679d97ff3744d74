package io.mutuals.bench;

import io.mutuals.bench.KeptConnection.Answer;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Concurrent clients that each send one request after another over a connection of its own. Not thread-safe. */
final class LoadClients implements AutoCloseable {

    private final List<KeptConnection> connections = new ArrayList<>();
    private final ExecutorService threads;
    private final AtomicInteger next = new AtomicInteger();

    LoadClients(URI server, int clients) {
        this.threads = Executors.newFixedThreadPool(clients);
        for (int client = 0; client < clients; client++) {
            connections.add(new KeptConnection(server));
        }
    }

    /**
     * The result of a load phase.
     *
     * @param seconds the duration
     * @param latencies the latencies of all good answers in nanoseconds, ascending
     * @param failures the other answers, and why there was none
     */
    @SuppressWarnings("ArrayRecordComponent") // handed over, never compared
    record Outcome(double seconds, long[] latencies, List<String> failures) {

        /** @throws IllegalStateException if an answer was not good */
        Outcome checked() {
            if (!failures.isEmpty()) {
                throw new IllegalStateException(failures.size() + " requests failed, one with " + failures.getFirst());
            }
            return this;
        }

        double perSecond() {
            return latencies.length / seconds;
        }

        /** @param share the quantile, from 0 to 1 */
        double millis(double share) {
            return latencies.length == 0
                    ? Double.NaN
                    : latencies[(int) Math.min(latencies.length - 1, share * latencies.length)] / 1e6;
        }

        /** Returns how many requests failed, and prints why one of them did. */
        static int failed(String operation, List<Outcome> outcomes) {
            List<String> failures = outcomes.stream()
                    .flatMap(outcome -> outcome.failures().stream())
                    .toList();
            if (!failures.isEmpty()) {
                System.err.println(operation + " failed with " + failures.getFirst());
            }
            return failures.size();
        }

        /** Returns the outcome with the median rate. */
        static Outcome median(List<Outcome> outcomes) {
            return outcomes.stream()
                    .sorted(Comparator.comparingDouble(Outcome::perSecond))
                    .toList()
                    .get(outcomes.size() / 2);
        }
    }

    /**
     * Sends requests from all clients for {@code seconds}.
     *
     * @param request returns the bytes of the request with a number that no other request of these clients has;
     *     thread-safe
     */
    Outcome ask(IntFunction<byte[]> request, double seconds) {
        long end = System.nanoTime() + (long) (seconds * 1e9);
        return together(() -> System.nanoTime() < end ? request.apply(next.getAndIncrement()) : null);
    }

    /** Like {@link #ask}, for the requests with the numbers from 0 to {@code count} - 1, each once. */
    Outcome askEach(IntFunction<byte[]> request, int count) {
        AtomicInteger own = new AtomicInteger();
        return together(() -> {
            int number = own.getAndIncrement();
            return number < count ? request.apply(number) : null;
        });
    }

    /** @param requests returns null at the end */
    private Outcome together(Supplier<byte @Nullable []> requests) {
        long started = System.nanoTime();
        Queue<String> failures = new ConcurrentLinkedQueue<>();
        List<Future<long[]>> running = connections.stream()
                .map(connection -> threads.submit(() -> alone(connection, requests, failures)))
                .toList();
        try {
            long[] latencies = new long[0];
            for (Future<long[]> one : running) {
                long[] own = one.get();
                int before = latencies.length;
                latencies = Arrays.copyOf(latencies, before + own.length);
                System.arraycopy(own, 0, latencies, before, own.length);
            }
            double seconds = (System.nanoTime() - started) / 1e9;
            Arrays.sort(latencies);
            return new Outcome(seconds, latencies, List.copyOf(failures));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        } catch (ExecutionException failed) {
            throw new IllegalStateException(failed.getCause());
        }
    }

    private static long[] alone(
            KeptConnection connection, Supplier<byte @Nullable []> requests, Queue<String> failures) {
        long[] latencies = new long[1024];
        int count = 0;
        for (byte[] request = requests.get(); request != null; request = requests.get()) {
            long sent = System.nanoTime();
            try {
                Answer answer = connection.send(request);
                if (!answer.isGood()) {
                    failures.add("HTTP " + answer.status() + " " + answer.body());
                    continue;
                }
            } catch (IOException failed) {
                failures.add(failed.toString());
                continue;
            }
            if (count == latencies.length) {
                latencies = Arrays.copyOf(latencies, 2 * count);
            }
            latencies[count++] = System.nanoTime() - sent;
        }
        return Arrays.copyOf(latencies, count);
    }

    @Override
    public void close() {
        threads.shutdownNow();
        connections.forEach(KeptConnection::close);
    }
}
