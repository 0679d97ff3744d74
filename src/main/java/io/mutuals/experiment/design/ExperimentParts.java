package io.mutuals.experiment.design;

import io.mutuals.neo4j.JsonPropertyConverter;
import java.util.List;
import tools.jackson.core.type.TypeReference;

/** Converters for the parts of an experiment that are stored as JSON. */
final class ExperimentParts {

    private ExperimentParts() {}

    static final class OfVariants extends JsonPropertyConverter<List<ExperimentVariant>> {
        OfVariants() {
            super(new TypeReference<>() {});
        }
    }

    static final class OfGuardrails extends JsonPropertyConverter<List<WatchedMetric>> {
        OfGuardrails() {
            super(new TypeReference<>() {});
        }
    }

    static final class OfOverrides extends JsonPropertyConverter<List<VariantOverride>> {
        OfOverrides() {
            super(new TypeReference<>() {});
        }
    }

    static final class OfChanges extends JsonPropertyConverter<List<ExperimentChange>> {
        OfChanges() {
            super(new TypeReference<>() {});
        }
    }
}
