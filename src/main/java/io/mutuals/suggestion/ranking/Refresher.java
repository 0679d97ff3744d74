package io.mutuals.suggestion.ranking;

import io.mutuals.background.BackgroundLoop;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/**
 * Makes new rankings in the background while viewers are shown the old ones. Requests that arrive meanwhile are
 * processed together, up to {@value #BATCH_SIZE} in a batch; those that do not fit into the queue are dropped, and the
 * next read requests them again. Thread-safe.
 */
@Component
public class Refresher extends BackgroundLoop {

    private static final int QUEUE_CAPACITY = 10_000;
    private static final int BATCH_SIZE = 50;

    private final Rankings rankings;
    private final BlockingQueue<RankingRequest> waiting = new ArrayBlockingQueue<>(QUEUE_CAPACITY);
    private final Set<RankingKey> queued = ConcurrentHashMap.newKeySet();

    Refresher(Rankings rankings) {
        super("suggestions-refresh", "Some rankings could not be refreshed; the old ones are still shown");
        this.rankings = rankings;
    }

    /** Requests a new ranking. Never blocks; does nothing if the ranking is already queued. */
    public void request(RankingRequest request) {
        if (queued.add(request.key()) && !waiting.offer(request)) {
            queued.remove(request.key());
        }
    }

    /** Returns the number of rankings queued or being made. */
    int size() {
        return queued.size();
    }

    @Override
    protected void step() throws InterruptedException {
        List<RankingRequest> batch = new ArrayList<>();
        batch.add(waiting.take());
        waiting.drainTo(batch, BATCH_SIZE - 1);
        try {
            rankings.computeIfFree(batch);
        } finally {
            batch.forEach(request -> queued.remove(request.key()));
        }
    }
}
