package io.mutuals.feed;

import java.time.Instant;

/**
 * A public video that was published lately.
 *
 * @param video the internal id
 * @param at the time of publication, in milliseconds
 */
record NewVideo(long video, Instant at) {}
