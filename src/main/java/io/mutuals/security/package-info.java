/** Who is asking: the viewer behind a token, with roles, the same on every transport. */
@ApplicationModule(allowedDependencies = "api")
@NullMarked
package io.mutuals.security;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
