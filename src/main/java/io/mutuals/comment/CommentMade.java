package io.mutuals.comment;

import io.mutuals.api.UserId;
import io.mutuals.api.VideoId;
import java.time.Instant;

/**
 * A user commented on a video, or answered a comment on it; perhaps the comment awaits approval.
 *
 * @param by the user
 */
public record CommentMade(UserId by, VideoId video, Instant at) {}
