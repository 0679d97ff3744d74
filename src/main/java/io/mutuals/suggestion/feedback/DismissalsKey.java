package io.mutuals.suggestion.feedback;

import io.mutuals.api.Slice;

/** A page of those whom a viewer dismissed, newest first. */
record DismissalsKey(long viewer, Slice slice) implements Slice.Key {}
