package io.mutuals.proof;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/** Meter of a single request. Thread-safe. */
public final class RequestMeter implements Meter {

    private final AtomicInteger neo4jQueries = new AtomicInteger();
    private final AtomicInteger redisCalls = new AtomicInteger();
    private final AtomicInteger fences = new AtomicInteger();
    private final AtomicInteger fromMemory = new AtomicInteger();
    private final Queue<Batch> batches = new ConcurrentLinkedQueue<>();

    @Override
    public void neo4jQuery() {
        neo4jQueries.incrementAndGet();
    }

    @Override
    public void redisCall() {
        redisCalls.incrementAndGet();
    }

    @Override
    public void fence() {
        fences.incrementAndGet();
    }

    @Override
    public void fromMemory(int entries) {
        fromMemory.addAndGet(entries);
    }

    /**
     * Records that a loader received {@code size} keys of this request in one batch.
     *
     * @param size at least 1
     */
    public void batch(String loader, int size) {
        batches.add(new Batch(loader, size));
    }

    /** Returns the counts so far, in the form of {@code extensions.proof}. */
    public Map<String, Object> toExtension() {
        Map<String, Object> proof = new LinkedHashMap<>();
        proof.put("neo4jQueries", neo4jQueries.get());
        proof.put("redisCalls", redisCalls.get());
        proof.put("fences", fences.get());
        proof.put("fromMemory", fromMemory.get());
        proof.put("batches", batches.stream().map(Batch::toExtension).toList());
        return proof;
    }

    /** Returns the same as {@link #toExtension} and resets all counts, for the cost of one event of a stream. */
    Map<String, Object> takeExtension() {
        Map<String, Object> proof = new LinkedHashMap<>();
        proof.put("neo4jQueries", neo4jQueries.getAndSet(0));
        proof.put("redisCalls", redisCalls.getAndSet(0));
        proof.put("fences", fences.getAndSet(0));
        proof.put("fromMemory", fromMemory.getAndSet(0));
        List<Map<String, Object>> taken = new ArrayList<>();
        for (Batch batch = batches.poll(); batch != null; batch = batches.poll()) {
            taken.add(batch.toExtension());
        }
        proof.put("batches", taken);
        return proof;
    }

    private record Batch(String loader, int size) {

        Map<String, Object> toExtension() {
            Map<String, Object> batch = new LinkedHashMap<>();
            batch.put("loader", loader);
            batch.put("size", size);
            return batch;
        }
    }
}
