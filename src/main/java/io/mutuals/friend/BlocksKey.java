package io.mutuals.friend;

import io.mutuals.api.Slice;

/** Identifies a page of the blocks of a viewer, newest first. */
record BlocksKey(long viewer, Slice slice) implements Slice.Key {}
