/** The friendship graph in memory, and what ranks people on it: plain Java, which knows no database, clock or random source. */
@NullMarked
@NamedInterface("graph")
package io.mutuals.suggestion.graph;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
