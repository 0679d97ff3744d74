/**
 * Clusters of friends as experimental units, and diagnostics of interference between variants. Plain Java without
 * Spring.
 */
@NamedInterface("cluster")
@NullMarked
package io.mutuals.experiment.cluster;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
