package io.mutuals.contact;

import io.mutuals.api.Slice;

/** A page of the people who have the viewer in their address book, and the viewer them, by name. */
record ContactMatchesKey(long viewer, Slice slice) implements Slice.Key {}
