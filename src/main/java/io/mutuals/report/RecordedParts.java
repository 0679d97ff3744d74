package io.mutuals.report;

import io.mutuals.neo4j.AsJson;
import tools.jackson.core.type.TypeReference;

/** The parts of a report that are kept as JSON. */
final class RecordedParts {

    private RecordedParts() {}

    /** For what was reported. */
    static final class OfEvidence extends AsJson<ReportEvidence> {
        OfEvidence() {
            super(new TypeReference<>() {});
        }
    }

    /** For who reported it. */
    static final class OfUser extends AsJson<RecordedUser> {
        OfUser() {
            super(new TypeReference<>() {});
        }
    }

    /** For what was decided. */
    static final class OfDecision extends AsJson<ReportDecision> {
        OfDecision() {
            super(new TypeReference<>() {});
        }
    }
}
