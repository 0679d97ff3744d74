package io.mutuals.video;

import io.mutuals.api.Slice;
import io.mutuals.user.UserKey;

/**
 * Identifies a page of the videos that a viewer and a user both like, the viewer's latest like first.
 *
 * @param rare whether only rare videos are listed; see {@link VideoProperties#rareLikes}
 */
record LikesInCommonKey(UserKey between, boolean rare, Slice slice) implements Slice.Key {}
