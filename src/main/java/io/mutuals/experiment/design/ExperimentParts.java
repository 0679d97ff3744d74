package io.mutuals.experiment.design;

import io.mutuals.neo4j.AsJson;
import java.util.List;
import tools.jackson.core.type.TypeReference;

/** The parts of an experiment that are kept as JSON. */
final class ExperimentParts {

    private ExperimentParts() {}

    /** For what is compared. */
    static final class OfVariants extends AsJson<List<ExperimentVariant>> {
        OfVariants() {
            super(new TypeReference<>() {});
        }
    }

    /** For what must not get worse. */
    static final class OfGuardrails extends AsJson<List<WatchedMetric>> {
        OfGuardrails() {
            super(new TypeReference<>() {});
        }
    }

    /** For who has a variant for a trial. */
    static final class OfOverrides extends AsJson<List<VariantOverride>> {
        OfOverrides() {
            super(new TypeReference<>() {});
        }
    }

    /** For who changed what. */
    static final class OfChanges extends AsJson<List<ExperimentChange>> {
        OfChanges() {
            super(new TypeReference<>() {});
        }
    }
}
