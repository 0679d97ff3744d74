package io.mutuals.video;

import io.mutuals.api.Slice;

/**
 * Identifies a page of the videos that a viewer and a user both like, the viewer's latest like first.
 *
 * @param rare whether only rare videos are listed; see {@link VideoProperties#rareLikes}
 */
record LikesInCommonKey(long viewer, long user, boolean rare, Slice slice) implements Slice.Key {}
