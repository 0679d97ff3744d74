/** The results of experiments, computed from the journal, and the guardrails that stop harmful ones. */
@NamedInterface("results")
@NullMarked
package io.mutuals.experiment.results;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
