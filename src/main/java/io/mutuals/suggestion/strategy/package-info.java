/** Strategies: rankers by name, recipes, team drafts and exploration, and which of them a viewer gets. */
@NamedInterface("strategy")
@NullMarked
package io.mutuals.suggestion.strategy;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
