/**
 * Presence: which users are online, kept in Redis while they have a live connection, and shown to friends who show
 * theirs.
 */
@ApplicationModule(
        allowedDependencies = {
            "api",
            "background",
            "cache",
            "erasure",
            "friend",
            "loader",
            "neo4j",
            "realtime",
            "security",
            "user"
        })
@NullMarked
package io.mutuals.presence;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
