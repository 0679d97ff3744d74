/** Statistics of experiments: effects, checks and estimates. Plain Java without database or clock. */
@NullMarked
package io.mutuals.experiment.statistics;

import org.jspecify.annotations.NullMarked;
