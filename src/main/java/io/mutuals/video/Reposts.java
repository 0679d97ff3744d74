package io.mutuals.video;

import org.jspecify.annotations.Nullable;

/**
 * The reposts of a video.
 *
 * @param count the number of users who reposted it
 * @param byViewer the viewer's repost; null if there is none
 */
record Reposts(int count, @Nullable Repost byViewer) {}
