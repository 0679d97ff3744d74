/** What every feature's API is made of: typed global ids, connections and cursors, coded errors, scalars. */
@ApplicationModule(allowedDependencies = {})
@NullMarked
package io.mutuals.api;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
