/** What people have in common other than friends, in memory: plain Java, which knows no database, clock or random source. */
@NullMarked
@NamedInterface("shared")
package io.mutuals.suggestion.shared;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
