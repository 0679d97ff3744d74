/** Load tests, run by hand: {@code docs/measuring.md} tells how. */
@NullMarked
package io.mutuals.bench;

import org.jspecify.annotations.NullMarked;
