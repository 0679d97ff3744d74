/** Messages about videos, in the order of the video, and the ranking of friends to send a video to. */
@ApplicationModule(allowedDependencies = {"api", "conversation", "loader", "neo4j", "security", "user", "video"})
@NullMarked
package io.mutuals.talk;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
