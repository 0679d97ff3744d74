/** The feed: what friends did with videos, one entry for a video, by time or by a ranking. */
@ApplicationModule(
        allowedDependencies = {
            "api",
            "background",
            "cache",
            "comment",
            "friend",
            "loader",
            "memory",
            "neo4j",
            "security",
            "user",
            "video"
        })
@NullMarked
package io.mutuals.feed;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
