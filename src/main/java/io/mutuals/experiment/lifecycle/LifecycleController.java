package io.mutuals.experiment.lifecycle;

import io.mutuals.api.UserError;
import io.mutuals.experiment.design.Experiment;
import io.mutuals.experiment.design.ExperimentDraft;
import io.mutuals.experiment.design.ExperimentKind;
import io.mutuals.experiment.design.ExperimentMetric;
import io.mutuals.experiment.design.ExperimentSurface;
import io.mutuals.experiment.design.ExperimentVariant;
import io.mutuals.experiment.design.RandomizationUnit;
import io.mutuals.experiment.design.WatchedMetric;
import io.mutuals.experiment.lifecycle.Lifecycle.ChangeRequest;
import io.mutuals.experiment.lifecycle.Lifecycle.ChangeResult;
import io.mutuals.experiment.statistics.Guardrail;
import io.mutuals.security.Viewer;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.MutationMapping;
import org.springframework.stereotype.Controller;

/** The mutations of experiments. All require the role {@code experimenter}. */
@Controller
class LifecycleController {

    private final Lifecycle lifecycle;

    LifecycleController(Lifecycle lifecycle) {
        this.lifecycle = lifecycle;
    }

    @MutationMapping
    ExperimentPayload createExperiment(@Argument CreateExperimentInput input, Viewer viewer) {
        return payload(lifecycle.create(viewer, input.draft()), input.clientMutationId());
    }

    @MutationMapping
    ExperimentPayload startExperiment(@Argument StartExperimentInput input, Viewer viewer) {
        ChangeRequest request = new ChangeRequest(input.key(), input.note(), input.expectedVersion());
        return payload(lifecycle.start(viewer, request, input.ramp()), input.clientMutationId());
    }

    @MutationMapping
    ExperimentPayload rampExperiment(@Argument RampExperimentInput input, Viewer viewer) {
        ChangeRequest request = new ChangeRequest(input.key(), input.note(), input.expectedVersion());
        return payload(lifecycle.ramp(viewer, request, input.ramp()), input.clientMutationId());
    }

    @MutationMapping
    ExperimentPayload stopExperiment(@Argument StopExperimentInput input, Viewer viewer) {
        ChangeRequest request = new ChangeRequest(input.key(), input.note(), input.expectedVersion());
        return payload(lifecycle.stop(viewer, request), input.clientMutationId());
    }

    @MutationMapping
    ExperimentPayload killExperiment(@Argument KillExperimentInput input, Viewer viewer) {
        return payload(
                lifecycle.kill(viewer, new ChangeRequest(input.key(), input.note(), null)), input.clientMutationId());
    }

    @MutationMapping
    ExperimentPayload overrideVariant(@Argument OverrideVariantInput input, Viewer viewer) {
        ChangeRequest request = new ChangeRequest(input.key(), input.note(), null);
        long user = Viewer.USER_ID.decode(input.userId());
        return payload(lifecycle.override(viewer, request, user, input.variant()), input.clientMutationId());
    }

    private static ExperimentPayload payload(ChangeResult result, @Nullable String clientMutationId) {
        return new ExperimentPayload(result.experiment(), result.errors(), clientMutationId);
    }

    record CreateExperimentInput(
            String key,
            String hypothesis,
            String layer,
            ExperimentSurface surface,
            ExperimentKind kind,
            RandomizationUnit unit,
            double share,
            List<ExperimentVariant> variants,
            ExperimentMetric primaryMetric,
            @Nullable List<GuardrailInput> guardrails,
            @Nullable String clientMutationId) {

        private ExperimentDraft draft() {
            return new ExperimentDraft(
                    key,
                    hypothesis,
                    layer,
                    surface,
                    kind,
                    unit,
                    share,
                    variants,
                    primaryMetric,
                    guardrails == null
                            ? null
                            : guardrails.stream().map(GuardrailInput::watched).toList());
        }
    }

    record GuardrailInput(ExperimentMetric metric, Guardrail.Harm harm, double tolerance) {
        private WatchedMetric watched() {
            return new WatchedMetric(metric, harm, tolerance);
        }
    }

    record StartExperimentInput(
            String key,
            double ramp,
            @Nullable String note,
            @Nullable Integer expectedVersion,
            @Nullable String clientMutationId) {}

    record RampExperimentInput(
            String key,
            double ramp,
            @Nullable String note,
            @Nullable Integer expectedVersion,
            @Nullable String clientMutationId) {}

    record StopExperimentInput(
            String key,
            @Nullable String note,
            @Nullable Integer expectedVersion,
            @Nullable String clientMutationId) {}

    record KillExperimentInput(
            String key, @Nullable String note, @Nullable String clientMutationId) {}

    record OverrideVariantInput(
            String key,
            String userId,
            @Nullable String variant,
            @Nullable String note,
            @Nullable String clientMutationId) {}

    /** The payload of every experiment mutation. */
    record ExperimentPayload(
            @Nullable Experiment experiment,
            List<UserError> userErrors,
            @Nullable String clientMutationId) {}
}
