package io.mutuals.conversation;

/** States whether the other participants of a conversation have accepted it. */
public enum Acceptance {
    /** Another participant has accepted, or the two are friends, who need no acceptance. */
    ACCEPTED,
    /** No other participant has accepted; their settings let the viewer send a message request. */
    OPEN,
    /** No other participant has accepted; their settings do not let the viewer write. */
    CLOSED
}
