/** Loaders: batch the keys of one request and coalesce those of concurrent requests. */
@ApplicationModule(allowedDependencies = {"api", "memory", "proof"})
@NullMarked
package io.mutuals.loader;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
