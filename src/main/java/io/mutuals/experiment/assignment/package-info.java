/** Stateless assignment of users to experiments by hashing. Plain Java. */
@NullMarked
package io.mutuals.experiment.assignment;

import org.jspecify.annotations.NullMarked;
