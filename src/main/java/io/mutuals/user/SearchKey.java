package io.mutuals.user;

import io.mutuals.api.Slice;

/** Identifies a page of search results of a viewer. */
record SearchKey(long viewer, SearchQuery query, Slice slice) implements Slice.Key {}
