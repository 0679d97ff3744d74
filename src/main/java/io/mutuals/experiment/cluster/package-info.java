/** Clusters of friends as experimental units, their storage, and diagnostics of interference between variants. */
@NamedInterface("cluster")
@NullMarked
package io.mutuals.experiment.cluster;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
