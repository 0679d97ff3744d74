package io.mutuals.conversation;

/** A message as one viewer sees it. */
record MessageKey(long viewer, long message) {}
