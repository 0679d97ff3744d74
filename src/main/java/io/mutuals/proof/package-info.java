/** Counts the round trips of a request and reports them on demand (header Mutuals-Proof). */
@ApplicationModule(allowedDependencies = {})
@NullMarked
package io.mutuals.proof;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
