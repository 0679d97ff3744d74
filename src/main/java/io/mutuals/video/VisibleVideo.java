package io.mutuals.video;

import io.mutuals.api.UserId;
import io.mutuals.user.HiddenUsers;

/**
 * A video that a viewer may see, in memory.
 *
 * @param author the user who posted it
 * @param hidden the users hidden from the viewer
 */
public record VisibleVideo(VideoFacts facts, UserId author, HiddenUsers hidden) {}
