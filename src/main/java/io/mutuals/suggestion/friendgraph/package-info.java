/** In-memory friendship graph and the rankers that work on it. Plain Java without database, clock or random source. */
@NullMarked
@NamedInterface("friendgraph")
package io.mutuals.suggestion.friendgraph;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
