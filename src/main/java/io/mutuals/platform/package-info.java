/** What the video platform's own back end tells of users, videos, likes and guardians, in bulk. */
@ApplicationModule(
        allowedDependencies = {
            "api",
            "changelog",
            "erasure",
            "export",
            "guardian",
            "importer",
            "neo4j",
            "picture",
            "security",
            "user",
            "video"
        })
@NullMarked
package io.mutuals.platform;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
