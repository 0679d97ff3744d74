package io.mutuals.background;

import io.micrometer.context.ContextExecutorService;
import io.micrometer.context.ContextSnapshotFactory;
import io.micrometer.observation.contextpropagation.ObservationThreadLocalAccessor;
import io.mutuals.proof.Meters;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import org.springframework.stereotype.Component;

/**
 * Runs parts of a request concurrently, each on a virtual thread of its own that inherits the meter and the trace of
 * the request.
 */
@Component
public class SideThreads implements Executor {

    private final Executor threads = ContextExecutorService.wrap(
            Executors.newThreadPerTaskExecutor(
                    Thread.ofVirtual().name("side-", 0).factory()),
            ContextSnapshotFactory.builder()
                    .captureKeyPredicate(
                            key -> key.equals(Meters.KEY) || key.equals(ObservationThreadLocalAccessor.KEY))
                    .build()::captureAll);

    @Override
    public void execute(Runnable part) {
        threads.execute(part);
    }
}
