package io.mutuals.conversation;

/** What somebody who joins a group may read of what was said before. */
public enum HistoryVisibility {
    /** Nothing. */
    FROM_JOIN,
    /** Everything. */
    ALL
}
