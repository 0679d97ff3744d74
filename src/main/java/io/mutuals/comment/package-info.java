/** Comments on videos: threads, likes, and what the author of a video decides about them. */
@ApplicationModule(
        allowedDependencies = {
            "api",
            "background",
            "cache",
            "changelog",
            "erasure",
            "export",
            "friend",
            "importer",
            "limit",
            "loader",
            "memory",
            "neo4j",
            "node",
            "security",
            "user",
            "video"
        })
@NullMarked
package io.mutuals.comment;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
