/** How good rankings are, measured offline with held-out friendships: splits, measures, training, reports; no database in it. */
@NullMarked
@NamedInterface("evaluation")
package io.mutuals.suggestion.evaluation;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
