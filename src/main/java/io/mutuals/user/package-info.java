/** Users: profiles, privacy settings, search, and the one place that decides who is visible to a viewer. */
@ApplicationModule(
        allowedDependencies = {
            "api",
            "background",
            "changelog",
            "erasure",
            "export",
            "importer",
            "loader",
            "memory",
            "neo4j",
            "node",
            "picture",
            "security"
        })
@NullMarked
package io.mutuals.user;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
