/** Clusters of friends as units of experiments, and how much people in different variants touch one another: plain Java, without Spring. */
@NullMarked
package io.mutuals.experiment.cluster;

import org.jspecify.annotations.NullMarked;
