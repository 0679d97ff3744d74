/** Videos and their likes. */
@ApplicationModule(allowedDependencies = {"api", "importer", "loader", "memory", "neo4j", "node", "security", "user"})
@NullMarked
package io.mutuals.video;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
