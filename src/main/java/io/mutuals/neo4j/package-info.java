/** Neo4j: named statements with time limits, typed failures, and schema migrations. */
@ApplicationModule(allowedDependencies = {"api", "proof"})
@NullMarked
package io.mutuals.neo4j;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
