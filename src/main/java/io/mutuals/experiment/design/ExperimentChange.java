package io.mutuals.experiment.design;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.mutuals.security.Viewer;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One change of an experiment.
 *
 * @param actor the number of the user who did it, or {@link #SIMULATION}; null when a guardrail did
 * @param detail what exactly changed, in words
 * @param note why, in the words of that user
 * @param version the experiment's after it
 */
public record ExperimentChange(
        ExperimentAction action,
        Instant at,
        @Nullable Long actor,
        String detail,
        @Nullable String note,
        long version) {

    /** The actor of what a simulation does; no user has this number. */
    public static final long SIMULATION = -1;

    /** The id of the user who did it; null when a guardrail or a simulation did. */
    public @Nullable String actorId() {
        return actor == null || actor == SIMULATION ? null : Viewer.USER_ID.encode(actor);
    }

    /** Whether a simulation did it. */
    @JsonIgnore
    public boolean isSimulated() {
        return actor != null && actor == SIMULATION;
    }
}
