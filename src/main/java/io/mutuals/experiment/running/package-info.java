/** The experiments under way, in the memory of this replica, and the variant that they assign to a viewer. */
@NamedInterface("running")
@NullMarked
package io.mutuals.experiment.running;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
