/** Videos and their likes. */
@ApplicationModule(allowedDependencies = {"api", "importer", "loader", "neo4j", "node", "security", "user"})
@NullMarked
package io.mutuals.video;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
