/** Facts in memory that are exactly as fresh as Neo4j: entries, and the fence that shows that they are current. */
@ApplicationModule(allowedDependencies = {"changelog", "proof"})
@NullMarked
package io.mutuals.memory;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
