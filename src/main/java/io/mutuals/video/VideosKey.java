package io.mutuals.video;

import io.mutuals.api.Slice;

/** A page of the videos that a user posted, newest first. */
record VideosKey(long viewer, long author, Slice slice) implements Slice.Key {}
