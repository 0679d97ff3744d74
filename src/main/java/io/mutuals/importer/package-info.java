/** Folders of CSV files into the graph: streamed, checked, restartable. */
@ApplicationModule(allowedDependencies = "neo4j")
@NullMarked
package io.mutuals.importer;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
