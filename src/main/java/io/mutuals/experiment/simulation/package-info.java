/** Made-up people whose behaviour is known exactly: what the methods of experiments are tried on, and demonstrations are made of; plain Java. */
@NullMarked
package io.mutuals.experiment.simulation;

import org.jspecify.annotations.NullMarked;
