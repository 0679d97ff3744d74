package io.mutuals.video;

/**
 * The likes of a video, as a viewer may know them.
 *
 * @param count the number of all likes; 0 if its author hides them from the viewer
 * @param byViewer whether the viewer likes it
 */
record Likes(int count, boolean byViewer) {}
