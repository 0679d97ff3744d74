package io.mutuals.experiment.results;

import io.mutuals.experiment.design.Experiment;
import io.mutuals.experiment.design.ExperimentCatalogue;
import io.mutuals.experiment.design.ExperimentKey;
import io.mutuals.realtime.EventSource;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The results of one experiment, again whenever more was counted or it has changed. */
public final class ResultsStream implements EventSource<ExperimentResults> {

    private final ExperimentKey key;
    private final ExperimentCatalogue catalogue;
    private final Results results;
    private final Duration pause;
    private @Nullable ExperimentResults last;

    /** @param pause how long to wait before looking again */
    public ResultsStream(ExperimentKey key, ExperimentCatalogue catalogue, Results results, Duration pause) {
        this.key = key;
        this.catalogue = catalogue;
        this.results = results;
        this.pause = pause;
    }

    @Override
    public @Nullable ExperimentResults next() throws InterruptedException {
        while (true) {
            if (last != null) {
                Thread.sleep(pause);
            }
            Experiment experiment = catalogue.byKey(Set.of(key)).get(key);
            if (experiment == null) {
                return null;
            }
            ExperimentResults now = results.of(experiment);
            ExperimentResults before = last;
            // Also where it tells the same, so that what was read before is not held in memory beside what was read
            // now.
            last = now;
            if (before == null || !now.tellsTheSameAs(before)) {
                return now;
            }
        }
    }

    @Override
    public void close() {}
}
