package io.mutuals.conversation;

/** Whether those whom somebody talks to want it. */
public enum Acceptance {
    /** Somebody else takes part, or the two are friends, who need no acceptance. */
    ACCEPTED,
    /** They have not accepted, and their settings let the viewer write. */
    OPEN,
    /** They have not accepted, and their settings do not let the viewer write. */
    CLOSED
}
