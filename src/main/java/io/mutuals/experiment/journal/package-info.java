/** The journal of experiments: exposures, impressions and outcomes, their repair, export and retention. */
@NamedInterface("journal")
@NullMarked
package io.mutuals.experiment.journal;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
