package io.mutuals.guardian;

import io.mutuals.api.Slice;
import io.mutuals.api.UserId;

/** Identifies a page of the wards of a viewer, the latest link first. */
record WardsKey(UserId viewer, Slice slice) implements Slice.Key {}
