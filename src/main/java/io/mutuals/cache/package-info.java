/** Redis: a cache whose entries may vanish at any moment, and the rate limit buckets. */
@ApplicationModule(allowedDependencies = {"api", "proof"})
@NullMarked
package io.mutuals.cache;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
