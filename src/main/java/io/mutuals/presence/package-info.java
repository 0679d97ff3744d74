/** Who is there: kept in Redis for as long as they have a live connection, and shown to friends who show theirs. */
@ApplicationModule(
        allowedDependencies = {
            "api",
            "cache",
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
