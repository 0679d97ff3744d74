/**
 * In-memory indexes of what users have in common besides friends. Plain Java without database, clock or random source.
 */
@NullMarked
@NamedInterface("shared")
package io.mutuals.suggestion.shared;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
