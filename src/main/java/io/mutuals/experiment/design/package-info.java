/** Experiments as they are defined: variants, metrics, the rules that a definition keeps, and where it is stored. */
@NamedInterface("design")
@NullMarked
package io.mutuals.experiment.design;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
