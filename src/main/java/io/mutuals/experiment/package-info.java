/** Experiments on people you may know and on the feed: the API that reads them, and what they give to users. */
@ApplicationModule(
        allowedDependencies = {
            "api",
            "background",
            "cache",
            "comment",
            "conversation",
            "erasure",
            "export",
            "feed",
            "friend",
            "loader",
            "neo4j",
            "node",
            "realtime",
            "security",
            "suggestion :: evidence",
            "suggestion :: feedback",
            "suggestion :: friendgraph",
            "suggestion :: memory",
            "suggestion :: ranking",
            "suggestion :: strategy",
            "user",
            "video"
        })
@NullMarked
package io.mutuals.experiment;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
