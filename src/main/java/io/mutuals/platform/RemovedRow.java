package io.mutuals.platform;

import java.time.Instant;

/** A row of {@code removeUsers} or {@code removeVideos}. */
record RemovedRow(String key, Instant changedAt) implements KeyedRow {}
