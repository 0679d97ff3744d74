/** Candidate sources, searched by one statement for any number of viewers and sources. */
@NamedInterface("source")
@NullMarked
package io.mutuals.suggestion.source;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
