package io.mutuals.experiment.assignment;

import java.util.Collection;
import java.util.Optional;
import java.util.stream.DoubleStream;

/**
 * Layer of mutually exclusive experiments: users are ordered by hash position, and each experiment takes a range that
 * overlaps no other.
 */
public final class Layer {

    private Layer() {}

    /**
     * Returns the first free range of the given size, if there is one; O(taken^2).
     *
     * @param share size of the range, above 0 and at most 1
     * @param taken ranges in use
     */
    public static Optional<LayerRange> free(double share, Collection<LayerRange> taken) {
        return DoubleStream.concat(DoubleStream.of(0), taken.stream().mapToDouble(LayerRange::to))
                .sorted()
                .mapToObj(from -> LayerRange.of(from, share))
                .filter(LayerRange::isWithinLayer)
                .filter(range -> taken.stream().noneMatch(range::overlaps))
                .findFirst();
    }

    /** Returns the position of a user in a layer, from 0 to below 1. */
    static double position(String layer, String person) {
        return HashPosition.of("layer:" + layer, person);
    }
}
