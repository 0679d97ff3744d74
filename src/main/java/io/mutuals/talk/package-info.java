/** Messages about videos, in the order of the video, and the ranking of friends to send a video to. */
@NullMarked
package io.mutuals.talk;

import org.jspecify.annotations.NullMarked;
