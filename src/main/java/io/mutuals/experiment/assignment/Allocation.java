package io.mutuals.experiment.assignment;

import io.mutuals.experiment.assignment.Assignment.Reason;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Deterministic assignment of users to the variants of an experiment. The same input yields the same assignment on
 * every replica and in a data warehouse; nothing is stored.
 *
 * <p>Four hash positions decide, each with its own salt, so that they are statistically independent:
 *
 * <table>
 *   <caption>Positions</caption>
 *   <tr><th>salt</th><th>hashed</th><th>decides</th></tr>
 *   <tr><td>{@code holdout}</td><td>user id</td><td>below the holdout share: in no experiment</td></tr>
 *   <tr><td>{@code layer:<layer>}</td><td>user id</td><td>which experiment of the layer</td></tr>
 *   <tr><td>{@code <key>:ramp}</td><td>unit</td><td>below the ramp: enrolled. Raising it only adds units</td></tr>
 *   <tr><td>{@code <key>:variant}</td><td>unit</td><td>which variant, by weight; independent of the ramp</td></tr>
 * </table>
 *
 * @param key unique key of the experiment, never reused
 * @param layer name of the layer
 * @param range part of the layer that belongs to the experiment
 * @param ramp enrolled fraction of that part, 0 to 1
 * @param weights weights of the variants in their order, each at least 1
 */
public record Allocation(String key, String layer, LayerRange range, double ramp, List<Integer> weights) {

    /**
     * Returns whether a user is enrolled, and in which variant.
     *
     * @param holdout fraction of users kept out of all experiments, 0 to 1
     * @param person user id
     * @param unit unit that the user is assigned with, such as a cluster; null if there is none
     */
    public Assignment assign(double holdout, long person, @Nullable String unit) {
        String name = Long.toString(person);
        if (HashPosition.of("holdout", name) < holdout) {
            return new Assignment.Out(Reason.HELD_OUT);
        }
        if (!range.holds(Layer.position(layer, name))) {
            return new Assignment.Out(Reason.OUTSIDE_LAYER_SHARE);
        }
        if (unit == null) {
            return new Assignment.Out(Reason.NO_CLUSTER);
        }
        return HashPosition.of(key + ":ramp", unit) < ramp
                ? new Assignment.In(variant(HashPosition.of(key + ":variant", unit)))
                : new Assignment.Out(Reason.NOT_RAMPED);
    }

    private int variant(double position) {
        long sum = weights.stream().mapToLong(Integer::longValue).sum();
        long below = 0;
        for (int variant = 0; variant < weights.size() - 1; variant++) {
            below += weights.get(variant);
            if (position * sum < below) {
                return variant;
            }
        }
        return weights.size() - 1;
    }
}
