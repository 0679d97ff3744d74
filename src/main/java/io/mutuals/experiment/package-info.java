/** Experiments with suggestions: who gets which ranking, what came of it, and whether it was better. */
@NullMarked
package io.mutuals.experiment;

import org.jspecify.annotations.NullMarked;
