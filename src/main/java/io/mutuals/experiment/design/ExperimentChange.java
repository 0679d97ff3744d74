package io.mutuals.experiment.design;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.mutuals.security.Viewer;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An entry of an experiment's audit trail.
 *
 * @param actor number of the user who made the change, or {@link #SIMULATION}; null for a guardrail
 * @param detail what exactly changed, as text
 * @param note the reason that the user gave
 * @param version version of the experiment after the change
 */
public record ExperimentChange(
        ExperimentAction action,
        Instant at,
        @Nullable Long actor,
        String detail,
        @Nullable String note,
        long version) {

    /** The actor number of simulations; no user has it. */
    public static final long SIMULATION = -1;

    /** The id of the user who made the change; null for a guardrail or a simulation. */
    public @Nullable String actorId() {
        return actor == null || actor == SIMULATION ? null : Viewer.USER_ID.encode(actor);
    }

    /** Returns whether a simulation made the change. */
    @JsonIgnore
    public boolean isSimulated() {
        return actor != null && actor == SIMULATION;
    }
}
