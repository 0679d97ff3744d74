package io.mutuals.experiment.design;

import io.mutuals.security.Viewer;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One change of an experiment.
 *
 * @param actor the number of whoever did it; null when a guardrail did
 * @param detail what exactly changed, in words
 * @param note why, in the words of whoever did it
 * @param version the experiment's after it
 */
public record ExperimentChange(
        ExperimentAction action,
        Instant at,
        @Nullable Long actor,
        String detail,
        @Nullable String note,
        long version) {

    /** The id of whoever did it. */
    public @Nullable String actorId() {
        return actor == null ? null : Viewer.USER_ID.encode(actor);
    }
}
