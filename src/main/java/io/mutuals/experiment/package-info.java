/** Experiments: who is in which arm, and what came of it. */
@NullMarked
package io.mutuals.experiment;

import org.jspecify.annotations.NullMarked;
