/** Loops that run in the background for as long as the application does, and threads for parts of a request. */
@ApplicationModule(allowedDependencies = "cache")
@NullMarked
package io.mutuals.background;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
