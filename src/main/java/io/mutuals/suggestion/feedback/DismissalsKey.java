package io.mutuals.suggestion.feedback;

import io.mutuals.api.Slice;

/** A page of the users that a viewer dismissed, newest first. */
record DismissalsKey(long viewer, Slice slice) implements Slice.Key {}
