/** Rankings: the pipeline that makes them, the snapshots that store them, and when they are made again. */
@NamedInterface("ranking")
@NullMarked
package io.mutuals.suggestion.ranking;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
