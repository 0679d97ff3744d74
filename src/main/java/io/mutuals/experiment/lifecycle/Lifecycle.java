package io.mutuals.experiment.lifecycle;

import io.mutuals.api.Ids;
import io.mutuals.api.UserError;
import io.mutuals.experiment.assignment.Layer;
import io.mutuals.experiment.assignment.LayerRange;
import io.mutuals.experiment.cluster.ClusterMaps;
import io.mutuals.experiment.cluster.ClusterMaps.Made;
import io.mutuals.experiment.design.Experiment;
import io.mutuals.experiment.design.ExperimentAction;
import io.mutuals.experiment.design.ExperimentChange;
import io.mutuals.experiment.design.ExperimentDraft;
import io.mutuals.experiment.design.ExperimentErrorCode;
import io.mutuals.experiment.design.ExperimentRepository;
import io.mutuals.experiment.design.ExperimentRules;
import io.mutuals.experiment.design.ExperimentState;
import io.mutuals.experiment.design.RandomizationUnit;
import io.mutuals.experiment.design.Revisions;
import io.mutuals.experiment.running.RunningExperiments;
import io.mutuals.neo4j.Aggregates;
import io.mutuals.security.Role;
import io.mutuals.security.Viewer;
import io.mutuals.user.Users;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/**
 * What becomes of experiments: created, started, ramped, stopped, killed. All changes of all experiments happen one after the other, under
 * the lock of {@link Revisions}; each is written down with who made it and why. When a change is answered, this replica acts by it
 * already; the others are told, and look by themselves.
 */
@Service
public class Lifecycle {

    private final Aggregates aggregates;
    private final ExperimentRepository experiments;
    private final Users users;
    private final Revisions revisions;
    private final ExperimentRules rules;
    private final ClusterMaps clusters;
    private final RunningExperiments running;
    private final Ids ids;
    private final InstantSource clock;

    public Lifecycle(
            Aggregates aggregates,
            ExperimentRepository experiments,
            Users users,
            Revisions revisions,
            ExperimentRules rules,
            ClusterMaps clusters,
            RunningExperiments running,
            Ids ids,
            InstantSource clock) {
        this.aggregates = aggregates;
        this.experiments = experiments;
        this.users = users;
        this.revisions = revisions;
        this.rules = rules;
        this.clusters = clusters;
        this.running = running;
        this.ids = ids;
        this.clock = clock;
    }

    /** Creates an experiment in which nobody takes part yet. */
    Changed create(Viewer viewer, ExperimentDraft draft) {
        viewer.mustBe(Role.EXPERIMENTER);
        List<UserError> errors = rules.errors(draft);
        if (!errors.isEmpty()) {
            return new Changed(null, errors);
        }
        Instant now = now();
        return aggregates.write("experiments.create", transaction -> {
            revisions.lock(transaction);
            if (experiments.findByKey(draft.key()).isPresent()) {
                return Changed.refused(
                        null,
                        UserError.of(
                                ExperimentErrorCode.KEY_TAKEN,
                                "There is, or was, an experiment \"" + draft.key() + "\"; keys are never used again.",
                                "input",
                                "key"));
            }
            Experiment created = new Experiment(
                    ids.next(),
                    null,
                    draft.key(),
                    draft.hypothesis().strip(),
                    draft.layer(),
                    draft.kind(),
                    draft.unit(),
                    ExperimentState.DRAFT,
                    draft.share(),
                    0,
                    0,
                    List.copyOf(draft.variants()),
                    draft.primaryMetric(),
                    List.copyOf(draft.watched()),
                    now,
                    null,
                    null,
                    List.of(),
                    List.of(new ExperimentChange(
                            ExperimentAction.CREATED,
                            now,
                            viewer.id(),
                            draft.variants().size() + " variants in the layer " + draft.layer(),
                            null,
                            0)));
            return Changed.to(experiments.save(created));
        });
    }

    /** Lets people take part, and sets their part of the layer aside. */
    public Changed start(Viewer viewer, Request request, double ramp) {
        viewer.mustBe(Role.EXPERIMENTER);
        UserError wrong = ExperimentRules.ofRamp(ramp, true);
        if (wrong != null) {
            return Changed.refused(null, wrong);
        }
        List<ExperimentState> states = List.of(ExperimentState.DRAFT);
        Decision decision = experiment -> {
            List<LayerRange> taken =
                    experiments.findAllByLayerAndState(experiment.layer(), ExperimentState.RUNNING).stream()
                            .map(Experiment::range)
                            .toList();
            Optional<LayerRange> free = Layer.free(experiment.share(), taken);
            return free.isEmpty()
                    ? Step.refused(UserError.of(
                            ExperimentErrorCode.LAYER_FULL,
                            "The layer " + experiment.layer() + " has no part of " + share(experiment.share())
                                    + " left; stop an experiment in it, or take another layer."))
                    : Step.of(
                            share(free.get().from()) + " to " + share(free.get().to()) + " of the layer "
                                    + experiment.layer() + ", ramped to " + share(ramp),
                            change -> experiment.started(free.get(), ramp, change));
        };
        Experiment draft = clustered(request, states, decision).orElse(null);
        Made made = draft == null ? Made.BEFORE : clusters.make(draft);
        if (made == Made.NOT) {
            return Changed.refused(
                    draft,
                    UserError.of(
                            ExperimentErrorCode.NO_GRAPH,
                            "Clusters are made of the friendships in memory, and they are not there; try again when they are loaded."));
        }
        Changed changed = change(viewer.id(), request, ExperimentAction.STARTED, states, decision);
        if (changed.errors().isEmpty()) {
            running.began();
        } else if (made == Made.NOW) {
            forgetClusters(request.key());
        }
        return changed;
    }

    /**
     * Friendships of today must not be those of a start in some weeks. Under the lock, since another start that was made at the same time may
     * have begun by these clusters.
     */
    private void forgetClusters(String key) {
        aggregates.write("experiments.forgetClusters", transaction -> {
            revisions.lock(transaction);
            Optional<Experiment> draft =
                    experiments.findByKey(key).filter(found -> found.state() == ExperimentState.DRAFT);
            draft.ifPresent(found -> clusters.forget(transaction, found));
            return draft;
        });
    }

    /** The experiment, when it needs clusters and nothing that can be seen now is against starting it. */
    private Optional<Experiment> clustered(Request request, List<ExperimentState> states, Decision decision) {
        if (ExperimentRules.ofNote(request.note()) != null) {
            return Optional.empty();
        }
        return aggregates.read(
                "experiments.mayStart",
                () -> experiments
                        .findByKey(request.key())
                        .filter(found -> found.unit() != RandomizationUnit.USER)
                        .filter(found -> refusal(found, request, states) == null)
                        .filter(found -> decision.decide(found) instanceof Step.Go));
    }

    /** Lets more or fewer people take part. */
    Changed ramp(Viewer viewer, Request request, double ramp) {
        viewer.mustBe(Role.EXPERIMENTER);
        UserError wrong = ExperimentRules.ofRamp(ramp, false);
        return wrong != null
                ? Changed.refused(null, wrong)
                : change(
                        viewer.id(),
                        request,
                        ExperimentAction.RAMPED,
                        List.of(ExperimentState.RUNNING),
                        experiment -> Step.of(
                                "from " + share(experiment.ramp()) + " to " + share(ramp),
                                change -> experiment.ramped(ramp, change)));
    }

    /** Ends an experiment as planned. */
    Changed stop(Viewer viewer, Request request) {
        viewer.mustBe(Role.EXPERIMENTER);
        return end(viewer.id(), request, ExperimentAction.STOPPED, ExperimentState.STOPPED, "as planned");
    }

    /** Breaks an experiment off; what was stopped can still be killed, so that nothing more of it counts. */
    Changed kill(Viewer viewer, Request request) {
        viewer.mustBe(Role.EXPERIMENTER);
        return change(
                viewer.id(),
                request,
                ExperimentAction.KILLED,
                List.of(ExperimentState.RUNNING, ExperimentState.STOPPED),
                experiment -> Step.of("broken off", change -> experiment.ended(ExperimentState.KILLED, change)));
    }

    /** Writes down that a simulation lives through an experiment. */
    public Changed simulate(String key, String detail) {
        return change(
                ExperimentChange.SIMULATION,
                new Request(key, null, null),
                ExperimentAction.SIMULATED,
                List.of(ExperimentState.RUNNING),
                experiment -> Step.of(detail, experiment::noted));
    }

    /** Stops an experiment because a guardrail is breached; nothing when it does not run any more. */
    public void stopFor(String key, String breach) {
        end(null, new Request(key, null, null), ExperimentAction.GUARDRAIL_STOPPED, ExperimentState.STOPPED, breach);
    }

    /** Gives somebody a variant for a trial, or takes it back when {@code variant} is null. */
    Changed override(Viewer viewer, Request request, long user, @Nullable String variant) {
        viewer.mustBe(Role.EXPERIMENTER);
        boolean isNobody = variant != null && !users.exists(user);
        return change(
                viewer.id(),
                request,
                ExperimentAction.OVERRIDDEN,
                List.of(ExperimentState.DRAFT, ExperimentState.RUNNING),
                experiment -> {
                    if (isNobody) {
                        return Step.refused(UserError.of(
                                ExperimentErrorCode.NOT_FOUND, "There is no such person.", "input", "userId"));
                    }
                    if (variant != null
                            && !experiment.isTrial(user)
                            && experiment.overrides().size() >= ExperimentRules.MOST_OVERRIDES) {
                        return Step.refused(UserError.of(
                                ExperimentErrorCode.INVALID_VALUE,
                                "At most " + ExperimentRules.MOST_OVERRIDES
                                        + " people have, or had, a variant of one experiment for a trial.",
                                "input",
                                "userId"));
                    }
                    if (variant != null && experiment.variant(variant).isEmpty()) {
                        return Step.refused(UserError.of(
                                ExperimentErrorCode.NOT_FOUND,
                                "There is no variant \"" + variant + "\"; there are "
                                        + String.join(", ", experiment.variantKeys()) + ".",
                                "input",
                                "variant"));
                    }
                    return Step.of(
                            Viewer.USER_ID.encode(user) + (variant == null ? " has none any more" : " has " + variant),
                            change -> experiment.overridden(user, variant, change));
                });
    }

    private Changed end(
            @Nullable Long actor, Request request, ExperimentAction action, ExperimentState state, String detail) {
        return change(
                actor,
                request,
                action,
                List.of(ExperimentState.RUNNING),
                experiment -> Step.of(detail, change -> experiment.ended(state, change)));
    }

    private Changed change(
            @Nullable Long actor,
            Request request,
            ExperimentAction action,
            List<ExperimentState> states,
            Decision decision) {
        UserError wrong = ExperimentRules.ofNote(request.note());
        if (wrong != null) {
            return Changed.refused(null, wrong);
        }
        Instant now = now();
        String name = "experiments." + action.name().toLowerCase(Locale.ROOT);
        Changed changed = aggregates.write(name, transaction -> {
            revisions.lock(transaction);
            Experiment found = experiments.findByKey(request.key()).orElse(null);
            UserError refusal = refusal(found, request, states);
            if (found == null || refusal != null) {
                return new Changed(found, refusal == null ? List.of() : List.of(refusal));
            }
            return switch (decision.decide(found)) {
                case Step.Refused(UserError error) -> Changed.refused(found, error);
                case Step.Go _
                when action == ExperimentAction.STARTED && !clusters.suffice(transaction, found) ->
                    Changed.refused(
                            found,
                            UserError.of(
                                    ExperimentErrorCode.CONFLICT,
                                    "Another start was refused and took the clusters with it, or the layer was full until now; start it again."));
                case Step.Go(String detail, Function<ExperimentChange, Experiment> apply) ->
                    Changed.to(experiments.save(apply.apply(
                            new ExperimentChange(action, now, actor, detail, request.note(), found.version() + 1))));
            };
        });
        running.changed();
        return changed;
    }

    private static @Nullable UserError refusal(
            @Nullable Experiment found, Request request, List<ExperimentState> states) {
        if (found == null) {
            return UserError.of(
                    ExperimentErrorCode.NOT_FOUND, "There is no experiment \"" + request.key() + "\".", "input", "key");
        }
        if (request.expectedVersion() != null && request.expectedVersion() != found.version()) {
            return UserError.of(
                    ExperimentErrorCode.CONFLICT,
                    "The experiment has changed since version " + request.expectedVersion() + "; it is at "
                            + found.version() + " now.",
                    "input",
                    "expectedVersion");
        }
        return states.contains(found.state())
                ? null
                : UserError.of(
                        ExperimentErrorCode.WRONG_STATE,
                        "The experiment is " + found.state() + "; this needs "
                                + states.stream().map(ExperimentState::name).collect(Collectors.joining(" or ")) + ".",
                        "input",
                        "key");
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    private static String share(double share) {
        return String.format(Locale.ROOT, "%.4g %%", 100 * share);
    }

    /**
     * Which experiment is to be changed, and why.
     *
     * @param expectedVersion null for any
     */
    public record Request(
            String key, @Nullable String note, @Nullable Integer expectedVersion) {}

    /** An experiment as it is now, and why it was not changed. */
    public record Changed(@Nullable Experiment experiment, List<UserError> errors) {

        static Changed to(Experiment experiment) {
            return new Changed(experiment, List.of());
        }

        static Changed refused(@Nullable Experiment experiment, UserError error) {
            return new Changed(experiment, List.of(error));
        }
    }

    /** Decides by an experiment that is locked. */
    @FunctionalInterface
    private interface Decision {
        Step decide(Experiment experiment);
    }

    /** What is to be done, or why it is not. */
    private sealed interface Step {

        /** What exactly changes, in words, and how. */
        record Go(String detail, Function<ExperimentChange, Experiment> apply) implements Step {}

        /** Nothing is to be done. */
        record Refused(UserError error) implements Step {}

        static Step of(String detail, Function<ExperimentChange, Experiment> apply) {
            return new Go(detail, apply);
        }

        static Step refused(UserError error) {
            return new Refused(error);
        }
    }
}
