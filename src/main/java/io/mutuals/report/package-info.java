/** Reports of messages, comments and users, and the decisions of moderators about them. */
@ApplicationModule(
        allowedDependencies = {
            "api",
            "comment",
            "conversation",
            "erasure",
            "export",
            "limit",
            "loader",
            "neo4j",
            "node",
            "picture",
            "security",
            "user",
            "video"
        })
@NullMarked
package io.mutuals.report;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
