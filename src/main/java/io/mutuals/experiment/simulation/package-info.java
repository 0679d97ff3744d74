/** Made-up people whose behaviour is known exactly: what the methods of experiments are tried on, and demonstrations are made of; plain Java. */
@NullMarked
@NamedInterface("simulation")
package io.mutuals.experiment.simulation;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
