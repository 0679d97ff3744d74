/** Contact matching: users who have each other in their address books find each other, and reveal nothing else. */
@ApplicationModule(
        allowedDependencies = {
            "api",
            "changelog",
            "erasure",
            "export",
            "limit",
            "loader",
            "memory",
            "neo4j",
            "security",
            "user"
        })
@NullMarked
package io.mutuals.contact;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
