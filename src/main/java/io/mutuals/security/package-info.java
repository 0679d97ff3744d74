/** Authentication: the viewer behind a token and their roles, on every transport. */
@ApplicationModule(allowedDependencies = "api")
@NullMarked
package io.mutuals.security;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
