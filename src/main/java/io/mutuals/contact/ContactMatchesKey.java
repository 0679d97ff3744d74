package io.mutuals.contact;

import io.mutuals.api.Slice;

/** Identifies a page of the users who are in the viewer's address book and have the viewer in theirs, by name. */
record ContactMatchesKey(long viewer, Slice slice) implements Slice.Key {}
