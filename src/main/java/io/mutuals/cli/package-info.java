/** The commands of the jar: import, evaluate, train and simulate. */
@ApplicationModule(
        allowedDependencies = {
            "api",
            "document",
            "erasure",
            "experiment :: simulation",
            "importer",
            "neo4j",
            "security",
            "suggestion :: evaluation",
            "suggestion :: evaluation-report",
            "suggestion :: evidence",
            "suggestion :: friendgraph",
            "suggestion :: memory",
            "suggestion :: strategy"
        })
@NullMarked
package io.mutuals.cli;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
