package io.mutuals.experiment;

import io.mutuals.api.UserId;
import io.mutuals.experiment.assignment.Assignment;
import io.mutuals.experiment.design.AssignmentUnit;
import io.mutuals.experiment.design.Experiment;
import io.mutuals.experiment.design.ExperimentVariant;
import io.mutuals.experiment.journal.Journal;
import io.mutuals.experiment.running.Assigner;
import io.mutuals.experiment.running.Assigner.UnitAssignment;
import io.mutuals.experiment.running.RunningExperiments;
import io.mutuals.suggestion.strategy.Exploration;
import io.mutuals.suggestion.strategy.ExplorationRecord;
import io.mutuals.suggestion.strategy.Strategies;
import io.mutuals.suggestion.strategy.Treatment;
import io.mutuals.suggestion.strategy.Treatments;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Serves users the rankings of the experiments that they take part in, and records their exposures. A page has one
 * ranking: if experiments of several layers could decide it, the one of the alphabetically first layer does, and it
 * alone counts.
 */
@Component
class ExperimentTreatments implements Treatments {

    private final RunningExperiments running;
    private final Assigner assigner;
    private final Strategies strategies;
    private final Journal journal;

    ExperimentTreatments(RunningExperiments running, Assigner assigner, Strategies strategies, Journal journal) {
        this.running = running;
        this.assigner = assigner;
        this.strategies = strategies;
        this.journal = journal;
    }

    @Override
    public Treatment of(UserId viewer) {
        for (Experiment experiment : running.running()) {
            if (!isServed(experiment)) {
                continue;
            }
            Integer override = experiment.override(viewer.value()).orElse(null);
            if (override != null) {
                return Treatment.uncounted(recipe(experiment, override));
            }
            UnitAssignment assigned = assigner.assign(experiment, viewer.value());
            if (assigned.assignment() instanceof Assignment.In(int variant) && assigned.unit() != null) {
                String recipe = recipe(experiment, variant);
                return assigned.unit().counts() && !experiment.isTrial(viewer.value())
                        ? new Treatment(recipe, experiment.number(), variant)
                        : Treatment.uncounted(recipe);
            }
        }
        return Treatment.uncounted(standard());
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
        running.counting(treatment.experiment()).ifPresent(experiment -> {
            AssignmentUnit unit = assigner.assign(experiment, viewer.value()).unit();
            if (unit != null) {
                journal.recordExposure(experiment.number(), treatment.variant(), viewer, unit.name());
                if (explored != null) {
                    journal.recordExploration(experiment.number(), treatment.variant(), viewer, explored);
                }
            }
        });
    }

    /** A strategy may have been removed from the configuration since the experiment was created. */
    private boolean isServed(Experiment experiment) {
        return experiment.variants().stream()
                .allMatch(variant -> strategies.named(variant.strategy()).isPresent());
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
