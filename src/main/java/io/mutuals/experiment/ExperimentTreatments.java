package io.mutuals.experiment;

import io.mutuals.api.UserId;
import io.mutuals.experiment.design.Experiment;
import io.mutuals.experiment.design.ExperimentSurface;
import io.mutuals.experiment.design.ExperimentVariant;
import io.mutuals.experiment.journal.Journal;
import io.mutuals.experiment.running.RunningExperiments;
import io.mutuals.suggestion.strategy.Exploration;
import io.mutuals.suggestion.strategy.ExplorationRecord;
import io.mutuals.suggestion.strategy.Strategies;
import io.mutuals.suggestion.strategy.Treatment;
import io.mutuals.suggestion.strategy.Treatments;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Serves users the rankings of the experiments on suggestions that they take part in, and records their exposures. */
@Component
class ExperimentTreatments implements Treatments {

    private final RunningExperiments running;
    private final AssignedVariants variants;
    private final Strategies strategies;
    private final Journal journal;

    ExperimentTreatments(
            RunningExperiments running, AssignedVariants variants, Strategies strategies, Journal journal) {
        this.running = running;
        this.variants = variants;
        this.strategies = strategies;
        this.journal = journal;
    }

    @Override
    public Treatment of(UserId viewer) {
        return variants.of(viewer, this::isServed)
                .map(assigned -> {
                    String recipe = recipe(assigned.experiment(), assigned.variant());
                    return assigned.counts()
                            ? new Treatment(recipe, assigned.experiment().number(), assigned.variant())
                            : Treatment.uncounted(recipe);
                })
                .orElseGet(() -> Treatment.uncounted(standard()));
    }

    /** A killed experiment's ranking must not be shown for another page, since it may do harm. */
    @Override
    public boolean mayBeFinished(String recipe) {
        return recipe.equals(standard())
                || running.counting().stream()
                        .filter(this::isServed)
                        .anyMatch(experiment -> IntStream.range(
                                        0, experiment.variantKeys().size())
                                .anyMatch(variant -> recipe.equals(recipe(experiment, variant))));
    }

    @Override
    public void used(UserId viewer, Treatment treatment, @Nullable ExplorationRecord explored) {
        boolean isRecorded = variants.exposed(viewer, treatment.experiment(), treatment.variant())
                .isPresent();
        if (isRecorded && explored != null) {
            journal.recordExploration(treatment.experiment(), treatment.variant(), viewer, explored);
        }
    }

    /** A strategy may have been removed from the configuration since the experiment was created. */
    private boolean isServed(Experiment experiment) {
        return experiment.surface() == ExperimentSurface.SUGGESTIONS
                && experiment.variants().stream()
                        .allMatch(
                                variant -> strategies.named(variant.strategy()).isPresent());
    }

    private String standard() {
        return strategies.plain(strategies.standard().name());
    }

    private String recipe(Experiment experiment, int variant) {
        if (experiment.interleaves()) {
            return strategies.drafted(
                    experiment.variants().get(0).strategy(),
                    experiment.variants().get(1).strategy());
        }
        ExperimentVariant assigned = experiment.variants().get(variant);
        return assigned.explores()
                ? strategies.exploring(
                        assigned.strategy(), new Exploration(assigned.explore(), assigned.exploreAmong()))
                : strategies.plain(assigned.strategy());
    }
}
