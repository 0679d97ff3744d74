/** Offline evaluation of rankings on held-out friendships: splits, measures and training. Needs no database. */
@NullMarked
@NamedInterface("evaluation")
package io.mutuals.suggestion.evaluation;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
