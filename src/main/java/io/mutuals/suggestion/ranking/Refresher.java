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
 * Makes new rankings behind the back of those who are shown the old ones. What gathers while some are made is made together, up to
 * {@value #MOST_TOGETHER} at a time; what does not fit into the queue is forgotten, and asked for again by the next read.
 */
@Component
public class Refresher extends BackgroundLoop {

    private static final int MOST_WAITING = 10_000;
    private static final int MOST_TOGETHER = 50;

    private final Rankings rankings;
    private final BlockingQueue<RankingRequest> waiting = new ArrayBlockingQueue<>(MOST_WAITING);
    private final Set<RankingKey> known = ConcurrentHashMap.newKeySet();

    Refresher(Rankings rankings) {
        super("suggestions-refresh", "Some rankings were not refreshed; the old ones are shown on");
        this.rankings = rankings;
    }

    /** Asks for a new ranking; does not wait. A ranking that is waited for already is not asked for again. */
    public void ask(RankingRequest due) {
        if (known.add(due.key()) && !waiting.offer(due)) {
            known.remove(due.key());
        }
    }

    /** How many rankings are waited for, those being made included. */
    int size() {
        return known.size();
    }

    @Override
    protected void step() throws InterruptedException {
        List<RankingRequest> together = new ArrayList<>();
        together.add(waiting.take());
        waiting.drainTo(together, MOST_TOGETHER - 1);
        try {
            rankings.makeIfFree(together);
        } finally {
            together.forEach(due -> known.remove(due.key()));
        }
    }
}
