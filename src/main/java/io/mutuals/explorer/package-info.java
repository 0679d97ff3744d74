/** GraphiQL, served from the application's own jar, with example operations. */
@ApplicationModule(allowedDependencies = {})
@NullMarked
package io.mutuals.explorer;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
