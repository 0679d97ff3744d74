package io.mutuals.experiment.assignment;

import io.mutuals.experiment.assignment.Verdict.Reason;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How an experiment assigns people. The same input always gives the same verdict, on every replica and in a warehouse; nothing is stored.
 *
 * <p>Four positions decide, each under a salt of its own, so that none tells anything of another:
 *
 * <table>
 *   <caption>Positions</caption>
 *   <tr><th>salt</th><th>of</th><th>decides</th></tr>
 *   <tr><td>{@code holdout}</td><td>the person</td><td>below the holdout's share: in no experiment</td></tr>
 *   <tr><td>{@code layer:<layer>}</td><td>the person</td><td>in which experiment of the layer</td></tr>
 *   <tr><td>{@code <key>:ramp}</td><td>the unit</td><td>below the ramp: takes part. More of it takes more in and nobody out</td></tr>
 *   <tr><td>{@code <key>:variant}</td><td>the unit</td><td>which variant, by the weights in their order. The ramp does not change it</td></tr>
 * </table>
 *
 * @param key the experiment's, never used twice
 * @param range which part of the layer it has
 * @param ramp 0 to 1
 * @param weights of the variants, in their order, each at least 1
 */
public record Allocation(String key, String layer, Range range, double ramp, List<Integer> weights) {

    /**
     * Whether somebody takes part.
     *
     * @param holdout the share of people who are in no experiment, 0 to 1
     * @param person the person's number
     * @param unit what is assigned as one with them; null when there is none
     */
    public Verdict verdict(double holdout, long person, @Nullable String unit) {
        String name = Long.toString(person);
        if (Position.of("holdout", name) < holdout) {
            return new Verdict.Out(Reason.HELD_OUT);
        }
        if (!range.holds(Layer.position(layer, name))) {
            return new Verdict.Out(Reason.OUTSIDE_LAYER_SHARE);
        }
        if (unit == null) {
            return new Verdict.Out(Reason.NO_CLUSTER);
        }
        return Position.of(key + ":ramp", unit) < ramp
                ? new Verdict.In(variant(Position.of(key + ":variant", unit)))
                : new Verdict.Out(Reason.NOT_RAMPED);
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
