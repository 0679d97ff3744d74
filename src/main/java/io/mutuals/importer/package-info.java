/** Imports folders of CSV files into the graph: streamed, checked and restartable. */
@ApplicationModule(allowedDependencies = {"changelog", "neo4j"})
@NullMarked
package io.mutuals.importer;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
