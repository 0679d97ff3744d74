/** Stateless assignment of users to experiments by hashing. Plain Java. */
@NamedInterface("assignment")
@NullMarked
package io.mutuals.experiment.assignment;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
