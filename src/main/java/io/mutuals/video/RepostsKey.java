package io.mutuals.video;

import io.mutuals.api.Slice;

/** Identifies a page of the viewer's friends who reposted a video, the latest repost first. */
record RepostsKey(VideoKey video, Slice slice) implements Slice.Key {}
