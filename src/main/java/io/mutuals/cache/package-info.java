/** Redis: values that make answers fast and that may vanish at any moment. */
@NullMarked
package io.mutuals.cache;

import org.jspecify.annotations.NullMarked;
