/** Guardians of users under 18: links, what guardians see of their wards, and what they decide for them. */
@ApplicationModule(
        allowedDependencies = {
            "api",
            "background",
            "cache",
            "changelog",
            "erasure",
            "export",
            "importer",
            "limit",
            "loader",
            "neo4j",
            "security",
            "user"
        })
@NullMarked
package io.mutuals.guardian;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
