package io.mutuals.talk;

import io.mutuals.api.UserId;
import io.mutuals.api.VideoId;

/**
 * Identifies the funnel of a video.
 *
 * @param isExperimenter whether the viewer may read the funnels of other users' videos
 */
record ShareFunnelKey(UserId viewer, VideoId video, boolean isExperimenter) {}
