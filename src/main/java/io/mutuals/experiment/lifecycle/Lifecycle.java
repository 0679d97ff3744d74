package io.mutuals.experiment.lifecycle;

import io.mutuals.api.Ids;
import io.mutuals.api.Unicode;
import io.mutuals.api.UserError;
import io.mutuals.experiment.assignment.Layer;
import io.mutuals.experiment.assignment.LayerRange;
import io.mutuals.experiment.cluster.ClusterMaps;
import io.mutuals.experiment.cluster.ClusterMaps.ClusterCreation;
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
 * Creates, starts, ramps, stops and kills experiments.
 *
 * <p>All changes of all experiments are serialised by the lock of {@link Revisions}, and each is recorded in the audit
 * trail with its author and reason. When a change returns, this replica already acts on it; the other replicas learn of
 * it by hints and by polling.
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

    /** Creates a draft; no user takes part until it is started. */
    ChangeResult create(Viewer viewer, ExperimentDraft draft) {
        viewer.mustBe(Role.EXPERIMENTER);
        List<UserError> errors = rules.errors(draft);
        if (!errors.isEmpty()) {
            return new ChangeResult(null, errors);
        }
        Instant now = now();
        return aggregates.write("experiments.create", transaction -> {
            revisions.lock(transaction);
            if (experiments.findByKey(draft.key()).isPresent()) {
                return ChangeResult.refused(
                        null,
                        UserError.of(
                                ExperimentErrorCode.KEY_TAKEN,
                                "There is, or was, an experiment \"" + draft.key() + "\"; keys are never reused.",
                                "input",
                                "key"));
            }
            Experiment created = new Experiment(
                    ids.next(),
                    null,
                    draft.key(),
                    Unicode.strip(draft.hypothesis()),
                    draft.layer(),
                    draft.surface(),
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
            return ChangeResult.to(experiments.save(created));
        });
    }

    /** Reserves a range of the layer and starts the experiment. */
    public ChangeResult start(Viewer viewer, ChangeRequest request, double ramp) {
        viewer.mustBe(Role.EXPERIMENTER);
        UserError wrong = ExperimentRules.ofRamp(ramp, true);
        if (wrong != null) {
            return ChangeResult.refused(null, wrong);
        }
        List<ExperimentState> states = List.of(ExperimentState.DRAFT);
        ChangeRule rule = experiment -> {
            List<LayerRange> taken =
                    experiments.findAllByLayerAndState(experiment.layer(), ExperimentState.RUNNING).stream()
                            .map(Experiment::range)
                            .toList();
            Optional<LayerRange> free = Layer.free(experiment.share(), taken);
            return free.isEmpty()
                    ? ChangeRule.refuse(UserError.of(
                            ExperimentErrorCode.LAYER_FULL,
                            "The layer " + experiment.layer() + " has no free part of " + share(experiment.share())
                                    + "; stop an experiment in it, or use another layer."))
                    : ChangeRule.apply(
                            share(free.get().from()) + " to " + share(free.get().to()) + " of the layer "
                                    + experiment.layer() + ", ramped to " + share(ramp),
                            change -> experiment.started(free.get(), ramp, change));
        };
        Experiment draft = clustered(request, states, rule).orElse(null);
        ClusterCreation creation = draft == null ? ClusterCreation.EXISTING : clusters.create(draft);
        if (creation == ClusterCreation.UNAVAILABLE) {
            return ChangeResult.refused(
                    draft,
                    UserError.of(
                            ExperimentErrorCode.NO_GRAPH,
                            "Clusters are computed from the friendships in memory, which are not loaded; "
                                    + "try again later, or switch the friend graph on."));
        }
        ChangeResult result = change(viewer.id(), request, ExperimentAction.STARTED, states, rule);
        if (result.errors().isEmpty()) {
            running.started();
        } else if (creation == ClusterCreation.CREATED) {
            deleteClusters(request.key());
        }
        return result;
    }

    /**
     * A start weeks later must not use today's friendships. Runs under the lock, since a concurrent start may have
     * succeeded with these clusters.
     */
    private void deleteClusters(String key) {
        aggregates.write("experiments.deleteClusters", transaction -> {
            revisions.lock(transaction);
            Optional<Experiment> draft =
                    experiments.findByKey(key).filter(found -> found.state() == ExperimentState.DRAFT);
            draft.ifPresent(found -> clusters.delete(transaction, found));
            return draft;
        });
    }

    /** The experiment, if it needs clusters and nothing known so far prevents its start. */
    private Optional<Experiment> clustered(ChangeRequest request, List<ExperimentState> states, ChangeRule rule) {
        if (ExperimentRules.ofNote(request.note()) != null) {
            return Optional.empty();
        }
        return aggregates.read(
                "experiments.mayStart",
                () -> experiments
                        .findByKey(request.key())
                        .filter(found -> found.unit() != RandomizationUnit.USER)
                        .filter(found -> refusal(found, request, states) == null)
                        .filter(found -> rule.decide(found) instanceof ChangeRule.Apply));
    }

    /** Changes the share of users who take part; those who stay keep their variants. */
    ChangeResult ramp(Viewer viewer, ChangeRequest request, double ramp) {
        viewer.mustBe(Role.EXPERIMENTER);
        UserError wrong = ExperimentRules.ofRamp(ramp, false);
        return wrong != null
                ? ChangeResult.refused(null, wrong)
                : change(
                        viewer.id(),
                        request,
                        ExperimentAction.RAMPED,
                        List.of(ExperimentState.RUNNING),
                        experiment -> ChangeRule.apply(
                                "from " + share(experiment.ramp()) + " to " + share(ramp),
                                change -> experiment.ramped(ramp, change)));
    }

    /** Ends an experiment as planned. */
    ChangeResult stop(Viewer viewer, ChangeRequest request) {
        viewer.mustBe(Role.EXPERIMENTER);
        return end(viewer.id(), request, ExperimentAction.STOPPED, ExperimentState.STOPPED, "as planned");
    }

    /** Aborts an experiment. A stopped one can be killed too, so that no further outcome counts. */
    ChangeResult kill(Viewer viewer, ChangeRequest request) {
        viewer.mustBe(Role.EXPERIMENTER);
        return change(
                viewer.id(),
                request,
                ExperimentAction.KILLED,
                List.of(ExperimentState.RUNNING, ExperimentState.STOPPED),
                experiment -> ChangeRule.apply("aborted", change -> experiment.ended(ExperimentState.KILLED, change)));
    }

    /** Records in the audit trail that a simulation generates behaviour for an experiment. */
    public ChangeResult simulate(String key, String detail) {
        return change(
                ExperimentChange.SIMULATION,
                new ChangeRequest(key, null, null),
                ExperimentAction.SIMULATED,
                List.of(ExperimentState.RUNNING),
                experiment -> ChangeRule.apply(detail, experiment::noted));
    }

    /** Stops an experiment because a guardrail is breached; does nothing if it no longer runs. */
    public void stopFor(String key, String breach) {
        end(
                null,
                new ChangeRequest(key, null, null),
                ExperimentAction.GUARDRAIL_STOPPED,
                ExperimentState.STOPPED,
                breach);
    }

    /** Gives a user a trial variant, or revokes it if {@code variant} is null. */
    ChangeResult override(Viewer viewer, ChangeRequest request, long user, @Nullable String variant) {
        viewer.mustBe(Role.EXPERIMENTER);
        boolean isUnknownUser = variant != null && !users.exists(user);
        return change(
                viewer.id(),
                request,
                ExperimentAction.OVERRIDDEN,
                List.of(ExperimentState.DRAFT, ExperimentState.RUNNING),
                experiment -> {
                    if (isUnknownUser) {
                        return ChangeRule.refuse(UserError.of(
                                ExperimentErrorCode.NOT_FOUND, "There is no such person.", "input", "userId"));
                    }
                    UserError wrong =
                            variant == null ? null : ExperimentRules.ofTrialVariant(experiment, user, variant);
                    if (wrong != null) {
                        return ChangeRule.refuse(wrong);
                    }
                    return ChangeRule.apply(
                            Viewer.USER_ID.encode(user)
                                    + (variant == null ? " has no variant any more" : " has " + variant),
                            change -> experiment.overridden(user, variant, change));
                });
    }

    private ChangeResult end(
            @Nullable Long actor,
            ChangeRequest request,
            ExperimentAction action,
            ExperimentState state,
            String detail) {
        return change(
                actor,
                request,
                action,
                List.of(ExperimentState.RUNNING),
                experiment -> ChangeRule.apply(detail, change -> experiment.ended(state, change)));
    }

    private ChangeResult change(
            @Nullable Long actor,
            ChangeRequest request,
            ExperimentAction action,
            List<ExperimentState> states,
            ChangeRule rule) {
        UserError wrong = ExperimentRules.ofNote(request.note());
        if (wrong != null) {
            return ChangeResult.refused(null, wrong);
        }
        Instant now = now();
        String name = "experiments." + action.name().toLowerCase(Locale.ROOT);
        ChangeResult result = aggregates.write(name, transaction -> {
            revisions.lock(transaction);
            Experiment found = experiments.findByKey(request.key()).orElse(null);
            UserError refusal = refusal(found, request, states);
            if (found == null || refusal != null) {
                return new ChangeResult(found, refusal == null ? List.of() : List.of(refusal));
            }
            return switch (rule.decide(found)) {
                case ChangeRule.Refused(UserError error) -> ChangeResult.refused(found, error);
                case ChangeRule.Apply _
                when action == ExperimentAction.STARTED && !clusters.isReady(transaction, found) ->
                    ChangeResult.refused(
                            found,
                            UserError.of(
                                    ExperimentErrorCode.CONFLICT,
                                    "The clusters are missing, because another start was refused meanwhile "
                                            + "or the layer was full until now; start the experiment again."));
                case ChangeRule.Apply(String detail, Function<ExperimentChange, Experiment> apply) ->
                    ChangeResult.to(experiments.save(apply.apply(
                            new ExperimentChange(action, now, actor, detail, request.note(), found.version() + 1))));
            };
        });
        running.changed();
        return result;
    }

    private static @Nullable UserError refusal(
            @Nullable Experiment found, ChangeRequest request, List<ExperimentState> states) {
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
     * A change of an experiment that a caller requests.
     *
     * @param expectedVersion null to accept any version
     */
    public record ChangeRequest(
            String key, @Nullable String note, @Nullable Integer expectedVersion) {}

    /**
     * The experiment after the change, and why it was refused.
     *
     * @param experiment null if it does not exist
     */
    public record ChangeResult(@Nullable Experiment experiment, List<UserError> errors) {

        static ChangeResult to(Experiment experiment) {
            return new ChangeResult(experiment, List.of());
        }

        static ChangeResult refused(@Nullable Experiment experiment, UserError error) {
            return new ChangeResult(experiment, List.of(error));
        }
    }
}
