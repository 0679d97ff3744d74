/** Limits of what one request, and one viewer over time, may ask for; see {@code docs/limits.md}. */
@ApplicationModule(allowedDependencies = {"api", "cache", "erasure", "security"})
@NullMarked
package io.mutuals.limit;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
