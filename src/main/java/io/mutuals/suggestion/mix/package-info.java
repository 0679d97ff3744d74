/** Team-draft interleaving of two rankings, and exploration of one. Plain Java. */
@NullMarked
@NamedInterface("mix")
package io.mutuals.suggestion.mix;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
