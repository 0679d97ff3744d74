package io.mutuals.friend;

import io.mutuals.api.Slice;

/** A page of those whom a viewer blocks, newest first. */
record BlocksKey(long viewer, Slice slice) implements Slice.Key {}
