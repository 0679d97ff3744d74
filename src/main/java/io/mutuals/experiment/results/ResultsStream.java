package io.mutuals.experiment.results;

import io.mutuals.experiment.design.Experiment;
import io.mutuals.experiment.design.ExperimentCatalogue;
import io.mutuals.experiment.design.ExperimentKey;
import io.mutuals.realtime.EventSource;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Emits the results of an experiment by its primary metric: at once, and again when they or the experiment change. */
public final class ResultsStream implements EventSource<ExperimentResults> {

    private final ExperimentKey key;
    private final ExperimentCatalogue catalogue;
    private final Results results;
    private final Duration pause;
    private @Nullable ExperimentResults last;

    /** @param pause time between two readings */
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
            // Replaced even if equal, so that the previous reading can be garbage collected.
            last = now;
            if (before == null || !now.hasSameFiguresAs(before)) {
                return now;
            }
        }
    }

    @Override
    public void close() {}
}
