package io.mutuals.video;

import io.mutuals.api.UserId;
import io.mutuals.api.VideoId;
import java.time.Instant;

/**
 * A user liked a video that they had not liked.
 *
 * @param by the user
 * @param at when they liked it, which may be before the platform told of it
 */
public record VideoLiked(UserId by, VideoId video, Instant at) {}
