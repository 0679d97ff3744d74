/** People you may know: pages of suggestions with their people, evidence and reasons. */
@ApplicationModule(
        allowedDependencies = {
            "api",
            "background",
            "cache",
            "changelog",
            "contact",
            "conversation",
            "erasure",
            "export",
            "friend",
            "importer",
            "limit",
            "loader",
            "memory",
            "neo4j",
            "security",
            "user",
            "video"
        })
@NullMarked
package io.mutuals.suggestion;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
