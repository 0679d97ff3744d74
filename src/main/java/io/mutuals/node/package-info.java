/** Loads objects of any type by global id: the queries {@code node} and {@code nodes}. */
@ApplicationModule(allowedDependencies = {"api", "security"})
@NullMarked
package io.mutuals.node;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
