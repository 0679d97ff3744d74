package io.mutuals.video;

import io.mutuals.api.Slice;

/** Identifies a page of the videos of a user, newest first. */
record VideosKey(long viewer, long author, Slice slice) implements Slice.Key {}
