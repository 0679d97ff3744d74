package io.mutuals.experiment.design;

import io.mutuals.api.IdType;
import io.mutuals.experiment.assignment.Allocation;
import io.mutuals.experiment.assignment.LayerRange;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Version;
import org.springframework.data.neo4j.core.convert.ConvertWith;
import org.springframework.data.neo4j.core.schema.Id;
import org.springframework.data.neo4j.core.schema.Node;
import org.springframework.data.neo4j.core.schema.Property;

/**
 * An experiment: the variants it compares, the users it enrolls, and its audit trail. Immutable; each change returns a
 * new instance.
 *
 * @param number internal id; {@link #id()} is the public one
 * @param revision change counter for optimistic locking; null before the experiment is stored
 * @param key unique name, never reused
 * @param surface whose strategies are compared
 * @param share part of the layer reserved for the experiment, above 0 and at most 1
 * @param from start of the reserved range of the layer; undefined before the start
 * @param ramp part of the reserved range that is enrolled, 0 to 1
 * @param variants the compared variants, the control first
 * @param overrides trial assignments, including revoked ones
 * @param changes audit trail, oldest first
 */
@Node
public record Experiment(
        @Id @Property("id") Long number,
        @Version @Nullable Long revision,
        String key,
        String hypothesis,
        String layer,
        ExperimentSurface surface,
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

    /** The prefix of experiment ids. */
    public static final IdType ID = new IdType("exp");

    /** The key that stands for both variants of an interleaving experiment. */
    static final String INTERLEAVED = "interleaved";

    /** Experiments that were stored before there were other surfaces have none. */
    public Experiment {
        surface = Objects.requireNonNullElse(surface, ExperimentSurface.SUGGESTIONS);
    }

    /** The opaque global id. */
    public String id() {
        return ID.encode(number);
    }

    /** The number of changes so far, from 0. */
    public int version() {
        return revision == null ? 0 : Math.toIntExact(revision);
    }

    /** The audit trail, newest first. */
    public List<ExperimentChange> audit() {
        return changes.reversed();
    }

    /** Returns whether a simulation generated some of the counted behaviour. */
    public boolean isSimulated() {
        return changes.stream().anyMatch(ExperimentChange::isSimulated);
    }

    public boolean isRunning() {
        return state == ExperimentState.RUNNING;
    }

    public boolean interleaves() {
        return kind == ExperimentKind.INTERLEAVING;
    }

    /** The assignable variant keys, in index order: those of the variants, or {@code interleaved} alone. */
    public List<String> variantKeys() {
        return interleaves()
                ? List.of(INTERLEAVED)
                : variants.stream().map(ExperimentVariant::key).toList();
    }

    /** The index of a variant in {@link #variantKeys()}; empty for an unknown key. */
    public Optional<Integer> variant(String key) {
        int index = variantKeys().indexOf(key);
        return index < 0 ? Optional.empty() : Optional.of(index);
    }

    /** The reserved range of the layer. */
    public LayerRange range() {
        return new LayerRange(from, Math.min(1, from + share));
    }

    /**
     * The hash allocation of the experiment. A draft has no reserved range yet and allocates as if it had the whole
     * layer, fully ramped.
     */
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

    /** Returns this experiment, running on a range of its layer. */
    public Experiment started(LayerRange range, double ramp, ExperimentChange change) {
        return with(ExperimentState.RUNNING, range.from(), ramp, change.at(), null, overrides, change);
    }

    /** Returns this experiment with another ramp. */
    public Experiment ramped(double ramp, ExperimentChange change) {
        return with(state, from, ramp, startedAt, endedAt, overrides, change);
    }

    /** Returns this experiment with an audit entry and no other change. */
    public Experiment noted(ExperimentChange change) {
        return with(state, from, ramp, startedAt, endedAt, overrides, change);
    }

    /** Returns this experiment, stopped or killed. */
    public Experiment ended(ExperimentState state, ExperimentChange change) {
        return with(state, from, ramp, startedAt, change.at(), overrides, change);
    }

    /**
     * Returns this experiment with a trial variant for a user. A null {@code variant} revokes the user's variant and
     * keeps a revoked entry if there was one, since results still exclude the user.
     */
    public Experiment overridden(long user, @Nullable String variant, ExperimentChange change) {
        Stream<VariantOverride> others = overrides.stream().filter(override -> override.user() != user);
        List<VariantOverride> all = variant == null && !isTrial(user)
                ? overrides
                : Stream.concat(others, Stream.of(new VariantOverride(user, variant)))
                        .toList();
        return with(state, from, ramp, startedAt, endedAt, all, change);
    }

    /** Returns whether a user has, or had, a trial variant. Results exclude such users. */
    public boolean isTrial(long user) {
        return overrides.stream().anyMatch(override -> override.user() == user);
    }

    /** The index of a user's trial variant; empty if the user has none. */
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
                surface,
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
