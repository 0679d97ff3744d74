/** Talking about videos: what was said at which part of a video, and whom to send one to. */
@NullMarked
package io.mutuals.talk;

import org.jspecify.annotations.NullMarked;
