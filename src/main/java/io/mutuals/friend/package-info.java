/** Friendships, friend requests, blocks and friend links; mutual friends, and paths between users. */
@ApplicationModule(
        allowedDependencies = {
            "api",
            "changelog",
            "erasure",
            "export",
            "importer",
            "limit",
            "loader",
            "memory",
            "neo4j",
            "node",
            "security",
            "user"
        })
@NullMarked
package io.mutuals.friend;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
