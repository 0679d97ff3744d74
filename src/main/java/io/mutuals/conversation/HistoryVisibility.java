package io.mutuals.conversation;

/** The messages from before joining that a new participant of a group may read. */
public enum HistoryVisibility {
    /** None. */
    FROM_JOIN,
    /** All. */
    ALL
}
