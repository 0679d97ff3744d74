package io.mutuals.video;

import io.mutuals.api.Slice;

/** Identifies a page of the videos that a viewer has saved, the latest save first. */
record SavedVideosKey(long viewer, Slice slice) implements Slice.Key {}
