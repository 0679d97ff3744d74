/** Load tests and benchmarks, run by hand as {@code docs/measuring.md} describes. */
@NullMarked
package io.mutuals.bench;

import org.jspecify.annotations.NullMarked;
