package io.mutuals.video;

/** A video as one viewer sees it. */
public record VideoKey(long viewer, long video) {}
