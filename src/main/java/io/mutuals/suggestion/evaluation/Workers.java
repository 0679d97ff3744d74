package io.mutuals.suggestion.evaluation;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntConsumer;

/** A fixed pool of threads that divides a range of numbers into short runs. */
final class Workers implements AutoCloseable {

    private static final int LONGEST_RUN = 16;
    private static final int FEWEST_RUNS = 64;

    private final ExecutorService threads;

    Workers(int threads) {
        this.threads = Executors.newFixedThreadPool(
                threads, Thread.ofPlatform().name("evaluation-", 0).daemon().factory());
    }

    /**
     * Runs {@code work} once for each number from 0 to {@code limit}, exclusive, and waits for all of them.
     *
     * @param done receives the number of finished calls, on the calling thread
     * @throws IllegalStateException if {@code work} fails, with its first failure as the cause; runs not yet begun are
     *     cancelled
     */
    void forEach(int limit, IntConsumer work, IntConsumer done) {
        int length = Math.clamp(limit / FEWEST_RUNS, 1, LONGEST_RUN);
        List<Future<?>> runs = new ArrayList<>();
        for (int from = 0; from < limit; from += length) {
            int first = from;
            int end = Math.min(from + length, limit);
            runs.add(threads.submit(() -> {
                for (int number = first; number < end; number++) {
                    work.accept(number);
                }
            }));
        }
        try {
            for (int run = 0; run < runs.size(); run++) {
                runs.get(run).get();
                done.accept(Math.min((run + 1) * length, limit));
            }
        } catch (ExecutionException failed) {
            runs.forEach(run -> run.cancel(false));
            throw new IllegalStateException(failed.getCause());
        } catch (InterruptedException interrupted) {
            runs.forEach(run -> run.cancel(true));
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
