/** Messages about videos in the order of the video, friends to send a video to, and what became of shares. */
@ApplicationModule(
        allowedDependencies = {
            "api",
            "background",
            "cache",
            "conversation",
            "loader",
            "neo4j",
            "security",
            "user",
            "video"
        })
@NullMarked
package io.mutuals.talk;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
