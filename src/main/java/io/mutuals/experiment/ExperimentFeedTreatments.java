package io.mutuals.experiment;

import io.mutuals.api.UserId;
import io.mutuals.experiment.design.Experiment;
import io.mutuals.experiment.design.ExperimentSurface;
import io.mutuals.experiment.running.RunningExperiments;
import io.mutuals.feed.FeedStrategies;
import io.mutuals.feed.FeedTreatment;
import io.mutuals.feed.FeedTreatments;
import org.springframework.stereotype.Component;

/** Serves users the feeds of the experiments on the feed that they take part in, and records their exposures. */
@Component
class ExperimentFeedTreatments implements FeedTreatments {

    private final RunningExperiments running;
    private final AssignedVariants variants;
    private final FeedStrategies strategies;

    ExperimentFeedTreatments(RunningExperiments running, AssignedVariants variants, FeedStrategies strategies) {
        this.running = running;
        this.variants = variants;
        this.strategies = strategies;
    }

    @Override
    public FeedTreatment of(UserId viewer) {
        return variants.of(viewer, this::isServed)
                .map(assigned -> {
                    String strategy = assigned.experiment()
                            .variants()
                            .get(assigned.variant())
                            .strategy();
                    return assigned.counts()
                            ? new FeedTreatment(strategy, assigned.experiment().number(), assigned.variant())
                            : FeedTreatment.uncounted(strategy);
                })
                .orElseGet(() -> FeedTreatment.uncounted(strategies.standard()));
    }

    /** A killed experiment's strategy must not be shown for another page, since it may do harm. */
    @Override
    public boolean mayBeFinished(String strategy) {
        return strategy.equals(strategies.standard())
                || running.counting().stream()
                        .filter(this::isServed)
                        .flatMap(experiment -> experiment.variants().stream())
                        .anyMatch(variant -> strategy.equals(variant.strategy()));
    }

    @Override
    public void used(UserId viewer, FeedTreatment treatment) {
        var _ = variants.exposed(viewer, treatment.experiment(), treatment.variant());
    }

    /** A strategy may have been removed from the configuration since the experiment was created. */
    private boolean isServed(Experiment experiment) {
        return experiment.surface() == ExperimentSurface.FEED
                && experiment.variants().stream().allMatch(variant -> strategies.exists(variant.strategy()));
    }
}
