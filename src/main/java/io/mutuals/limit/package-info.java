/** How much one request, and one viewer, may ask for; see {@code docs/limits.md}. */
@NullMarked
package io.mutuals.limit;

import org.jspecify.annotations.NullMarked;
