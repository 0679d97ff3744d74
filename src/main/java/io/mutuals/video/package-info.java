/** Videos, and what viewers do with them. */
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
            "picture",
            "security",
            "user"
        })
@NullMarked
package io.mutuals.video;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
