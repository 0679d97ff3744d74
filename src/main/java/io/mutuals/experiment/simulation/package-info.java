/**
 * Simulated users with exactly known behaviour, for validating the methods of experiments and for demonstrations. Plain
 * Java.
 */
@NullMarked
@NamedInterface("simulation")
package io.mutuals.experiment.simulation;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
