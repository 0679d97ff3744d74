/** Experiments: who is in which variant, and what came of it. */
@NullMarked
package io.mutuals.experiment;

import org.jspecify.annotations.NullMarked;
