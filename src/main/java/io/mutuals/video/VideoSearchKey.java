package io.mutuals.video;

import io.mutuals.api.Slice;
import io.mutuals.api.UserId;

/** Identifies a page of the videos that a viewer finds by their captions. */
record VideoSearchKey(UserId viewer, CaptionQuery query, Slice slice) implements Slice.Key {}
