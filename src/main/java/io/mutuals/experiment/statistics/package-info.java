/** What the numbers of an experiment say, and what they do not: effects, checks and estimates in plain Java, which knows no database or clock. */
@NullMarked
package io.mutuals.experiment.statistics;

import org.jspecify.annotations.NullMarked;
