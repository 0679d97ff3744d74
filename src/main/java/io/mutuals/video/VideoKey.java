package io.mutuals.video;

/** Identifies a video as seen by a viewer. */
public record VideoKey(long viewer, long video) {}
