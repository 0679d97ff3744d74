package io.mutuals.conversation;

/** Everything that a viewer has not read yet. */
record UnreadKey(long viewer) {}
