package io.mutuals.report;

import io.mutuals.neo4j.JsonPropertyConverter;
import tools.jackson.core.type.TypeReference;

/** Converters of the parts of a report that are stored as JSON. */
final class RecordedParts {

    private RecordedParts() {}

    /** Converts the evidence. */
    static final class OfEvidence extends JsonPropertyConverter<ReportEvidence> {
        OfEvidence() {
            super(new TypeReference<>() {});
        }
    }

    /** Converts the reporter. */
    static final class OfUser extends JsonPropertyConverter<RecordedUser> {
        OfUser() {
            super(new TypeReference<>() {});
        }
    }

    /** Converts the decision. */
    static final class OfDecision extends JsonPropertyConverter<ReportDecision> {
        OfDecision() {
            super(new TypeReference<>() {});
        }
    }
}
