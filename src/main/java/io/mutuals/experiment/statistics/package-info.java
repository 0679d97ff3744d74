/** Statistics of experiments: effects, checks and estimates. Plain Java without database or clock. */
@NamedInterface("statistics")
@NullMarked
package io.mutuals.experiment.statistics;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
