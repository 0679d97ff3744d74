package io.mutuals.experiment.design;

import io.mutuals.neo4j.AsJson;
import java.util.List;
import tools.jackson.core.type.TypeReference;

/** Converters for the parts of an experiment that are stored as JSON. */
final class ExperimentParts {

    private ExperimentParts() {}

    static final class OfVariants extends AsJson<List<ExperimentVariant>> {
        OfVariants() {
            super(new TypeReference<>() {});
        }
    }

    static final class OfGuardrails extends AsJson<List<WatchedMetric>> {
        OfGuardrails() {
            super(new TypeReference<>() {});
        }
    }

    static final class OfOverrides extends AsJson<List<VariantOverride>> {
        OfOverrides() {
            super(new TypeReference<>() {});
        }
    }

    static final class OfChanges extends AsJson<List<ExperimentChange>> {
        OfChanges() {
            super(new TypeReference<>() {});
        }
    }
}
