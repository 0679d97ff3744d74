package io.mutuals.experiment.design;

import io.mutuals.api.IdType;
import io.mutuals.experiment.assignment.Allocation;
import io.mutuals.experiment.assignment.LayerRange;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Version;
import org.springframework.data.neo4j.core.convert.ConvertWith;
import org.springframework.data.neo4j.core.schema.Id;
import org.springframework.data.neo4j.core.schema.Node;
import org.springframework.data.neo4j.core.schema.Property;

/**
 * A comparison of ways to suggest people, and who takes part in it.
 *
 * @param number the id inside; outside it is {@link #id()}
 * @param revision counts changes, so that of two at once one is told of the other; null before it is kept
 * @param key its name, never used again
 * @param share how much of its layer is set aside for it, above 0 to 1
 * @param from where its part of the layer begins; meaningless before it is started
 * @param ramp how much of that takes part, 0 to 1
 * @param variants the control first
 * @param overrides who has, or had, a variant for a trial
 * @param changes the first one first
 */
@Node
public record Experiment(
        @Id @Property("id") Long number,
        @Version @Nullable Long revision,
        String key,
        String hypothesis,
        String layer,
        ExperimentKind kind,
        RandomizationUnit unit,
        ExperimentState state,
        double share,
        double from,
        double ramp,

        @ConvertWith(converter = ExperimentParts.OfVariants.class)
        List<ExperimentVariant> variants,

        ExperimentMetric primaryMetric,

        @ConvertWith(converter = ExperimentParts.OfGuardrails.class)
        List<WatchedMetric> guardrails,

        Instant createdAt,
        @Nullable Instant startedAt,
        @Nullable Instant endedAt,

        @ConvertWith(converter = ExperimentParts.OfOverrides.class)
        List<VariantOverride> overrides,

        @ConvertWith(converter = ExperimentParts.OfChanges.class)
        List<ExperimentChange> changes) {

    /** The kind of id that names an experiment. */
    public static final IdType ID = new IdType("exp");

    /** What stands for both variants where people get both. */
    static final String INTERLEAVED = "interleaved";

    /** The opaque id. */
    public String id() {
        return ID.encode(number);
    }

    /** Counts changes, from 0. */
    public int version() {
        return revision == null ? 0 : Math.toIntExact(revision);
    }

    /** Who changed what, the latest first. */
    public List<ExperimentChange> audit() {
        return changes.reversed();
    }

    /** Whether a simulation lived through it. */
    public boolean isSimulated() {
        return changes.stream().anyMatch(ExperimentChange::isSimulated);
    }

    public boolean isRunning() {
        return state == ExperimentState.RUNNING;
    }

    public boolean interleaves() {
        return kind == ExperimentKind.INTERLEAVING;
    }

    /** The keys of what people can get, in order: those of the variants, or one for both. */
    public List<String> variantKeys() {
        return interleaves()
                ? List.of(INTERLEAVED)
                : variants.stream().map(ExperimentVariant::key).toList();
    }

    /** The index of a variant. */
    public Optional<Integer> variant(String key) {
        int index = variantKeys().indexOf(key);
        return index < 0 ? Optional.empty() : Optional.of(index);
    }

    /** The part of the layer that is set aside for it. */
    public LayerRange range() {
        return new LayerRange(from, Math.min(1, from + share));
    }

    /** How it assigns people; a draft, which has no part of its layer yet, as if it had all of it, for everybody. */
    public Allocation allocation() {
        boolean isDraft = state == ExperimentState.DRAFT;
        return new Allocation(
                key,
                layer,
                isDraft ? new LayerRange(0, 1) : range(),
                isDraft ? 1 : ramp,
                interleaves()
                        ? List.of(1)
                        : variants.stream().map(ExperimentVariant::weight).toList());
    }

    /** This experiment, running on its part of the layer. */
    public Experiment started(LayerRange range, double ramp, ExperimentChange change) {
        return with(ExperimentState.RUNNING, range.from(), ramp, change.at(), null, overrides, change);
    }

    /** This experiment with more or fewer people. */
    public Experiment ramped(double ramp, ExperimentChange change) {
        return with(state, from, ramp, startedAt, endedAt, overrides, change);
    }

    /** This experiment, with a change that leaves it as it is. */
    public Experiment noted(ExperimentChange change) {
        return with(state, from, ramp, startedAt, endedAt, overrides, change);
    }

    /** This experiment, ended. */
    public Experiment ended(ExperimentState state, ExperimentChange change) {
        return with(state, from, ramp, startedAt, change.at(), overrides, change);
    }

    /** This experiment with a variant for somebody; or without when {@code variant} is null, which leaves a mark where there was one. */
    public Experiment overridden(long user, @Nullable String variant, ExperimentChange change) {
        Stream<VariantOverride> others = overrides.stream().filter(override -> override.user() != user);
        List<VariantOverride> all = variant == null && !isTrial(user)
                ? overrides
                : Stream.concat(others, Stream.of(new VariantOverride(user, variant)))
                        .toList();
        return with(state, from, ramp, startedAt, endedAt, all, change);
    }

    /** Whether somebody has, or had, a variant for a trial. */
    public boolean isTrial(long user) {
        return overrides.stream().anyMatch(override -> override.user() == user);
    }

    /** The variant that somebody has for a trial; empty when they have none. */
    public Optional<Integer> override(long user) {
        return overrides.stream()
                .filter(override -> override.user() == user)
                .findFirst()
                .map(VariantOverride::variant)
                .flatMap(this::variant);
    }

    private Experiment with(
            ExperimentState state,
            double from,
            double ramp,
            @Nullable Instant startedAt,
            @Nullable Instant endedAt,
            List<VariantOverride> overrides,
            ExperimentChange change) {
        return new Experiment(
                number,
                revision,
                key,
                hypothesis,
                layer,
                kind,
                unit,
                state,
                share,
                from,
                ramp,
                variants,
                primaryMetric,
                guardrails,
                createdAt,
                startedAt,
                endedAt,
                overrides,
                Stream.concat(changes.stream(), Stream.of(change)).toList());
    }
}
