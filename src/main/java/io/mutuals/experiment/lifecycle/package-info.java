/** The lifecycle of experiments: created, started, ramped, stopped and killed under one lock, with an audit trail. */
@NamedInterface("lifecycle")
@NullMarked
package io.mutuals.experiment.lifecycle;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
