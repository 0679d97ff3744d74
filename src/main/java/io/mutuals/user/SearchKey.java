package io.mutuals.user;

import io.mutuals.api.Slice;

/** A page of the people whom a viewer finds by name. */
record SearchKey(long viewer, SearchQuery query, Slice slice) implements Slice.Key {}
