package io.mutuals.experiment.assignment;

import java.util.Collection;
import java.util.Optional;
import java.util.stream.DoubleStream;

/** People in the order of their positions in a layer; experiments of the layer take parts that do not overlap. */
public final class Layer {

    private Layer() {}

    /**
     * The first part of this size that nobody has.
     *
     * @param share above 0 to 1
     * @param taken what others have
     */
    public static Optional<Range> free(double share, Collection<Range> taken) {
        return DoubleStream.concat(DoubleStream.of(0), taken.stream().mapToDouble(Range::to))
                .sorted()
                .mapToObj(from -> Range.of(from, share))
                .filter(Range::isWithinLayer)
                .filter(range -> taken.stream().noneMatch(range::overlaps))
                .findFirst();
    }

    /** Where somebody lies in a layer. */
    static double position(String layer, String person) {
        return Position.of("layer:" + layer, person);
    }
}
