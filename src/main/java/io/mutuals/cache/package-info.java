/** Redis: a cache whose entries may vanish at any moment, and the rate limit buckets. */
@NullMarked
package io.mutuals.cache;

import org.jspecify.annotations.NullMarked;
