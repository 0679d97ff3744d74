/** The building blocks of every feature's API: typed global ids, connections and cursors, coded errors, scalars. */
@ApplicationModule(allowedDependencies = {})
@NullMarked
package io.mutuals.api;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
