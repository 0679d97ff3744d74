package io.mutuals.report;

import io.mutuals.neo4j.JsonPropertyConverter;
import tools.jackson.core.type.TypeReference;

/** The parts of a report that are kept as JSON. */
final class RecordedParts {

    private RecordedParts() {}

    /** For what was reported. */
    static final class OfEvidence extends JsonPropertyConverter<ReportEvidence> {
        OfEvidence() {
            super(new TypeReference<>() {});
        }
    }

    /** For who reported it. */
    static final class OfUser extends JsonPropertyConverter<RecordedUser> {
        OfUser() {
            super(new TypeReference<>() {});
        }
    }

    /** For what was decided. */
    static final class OfDecision extends JsonPropertyConverter<ReportDecision> {
        OfDecision() {
            super(new TypeReference<>() {});
        }
    }
}
