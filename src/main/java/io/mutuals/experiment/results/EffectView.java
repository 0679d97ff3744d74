package io.mutuals.experiment.results;

import io.mutuals.experiment.statistics.ComparisonResult;
import io.mutuals.experiment.statistics.Effect;
import io.mutuals.experiment.statistics.Interval;
import org.jspecify.annotations.Nullable;

/**
 * The effect of a variant against the control as clients see it; the fields are those of the schema type
 * {@code Effect}.
 */
public record EffectView(
        double control,
        double treatment,
        double difference,
        @Nullable Double relative,
        @Nullable Bounds relativeInterval,
        double standardError,
        Bounds interval,
        Bounds alwaysValidInterval,
        double pValue,
        boolean isSignificant,
        double varianceRemoved) {

    /** Returns null while there are too few units. */
    static @Nullable EffectView of(ComparisonResult compared) {
        return switch (compared) {
            case ComparisonResult.InsufficientData notEnough -> null;
            case Effect effect -> of(effect);
        };
    }

    private static EffectView of(Effect effect) {
        Effect.Lift lift = effect.lift();
        Interval always = effect.alwaysValid();
        return new EffectView(
                effect.control(),
                effect.treatment(),
                effect.difference(),
                lift == null ? null : lift.value(),
                lift == null ? null : Bounds.of(lift.alwaysValid()),
                effect.standardError(),
                Bounds.of(effect.interval()),
                Bounds.of(always),
                effect.pValue(),
                !always.contains(0),
                effect.removed());
    }
}
