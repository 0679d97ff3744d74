/**
 * Simulated users with known behaviour, for validating the methods of experiments and for demonstrations through
 * the API.
 */
@NullMarked
@NamedInterface("simulation")
package io.mutuals.experiment.simulation;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
