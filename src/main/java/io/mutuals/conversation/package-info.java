/** Conversations: participants, messages, reactions, read state, and the event log that records their changes. */
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
            "realtime",
            "security",
            "user",
            "video"
        })
@NullMarked
package io.mutuals.conversation;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
