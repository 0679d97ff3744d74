package io.mutuals.video;

import io.mutuals.api.Slice;

/** Identifies a page of the viewer's friends who like a video, the latest like first. */
record LikesKey(VideoKey video, Slice slice) implements Slice.Key {}
