/** How two rankings, or a ranking and chance, become one page from which can be learned which is better: plain Java. */
@NullMarked
@NamedInterface("mix")
package io.mutuals.suggestion.mix;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
