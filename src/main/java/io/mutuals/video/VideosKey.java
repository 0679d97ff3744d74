package io.mutuals.video;

import io.mutuals.api.Slice;
import io.mutuals.user.UserKey;

/**
 * Identifies a page of the videos of a user, newest first.
 *
 * @param author the user who posted them, as seen by the viewer
 */
record VideosKey(UserKey author, Slice slice) implements Slice.Key {}
