package io.mutuals.video;

/**
 * What a viewer may know of all likes of a video.
 *
 * @param count how many there are
 * @param byViewer whether one of them is the viewer's
 */
record Likes(int count, boolean byViewer) {}
