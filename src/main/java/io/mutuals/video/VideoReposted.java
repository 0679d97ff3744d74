package io.mutuals.video;

import io.mutuals.api.UserId;
import io.mutuals.api.VideoId;
import java.time.Instant;

/**
 * A user reposted a video that they had not reposted.
 *
 * @param by the user
 */
public record VideoReposted(UserId by, VideoId video, Instant at) {}
