/** Who takes part in which experiment, by a hash and nothing else: plain Java. */
@NullMarked
package io.mutuals.experiment.assignment;

import org.jspecify.annotations.NullMarked;
