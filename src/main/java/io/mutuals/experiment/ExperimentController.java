package io.mutuals.experiment;

import graphql.schema.DataFetchingEnvironment;
import io.mutuals.api.Connection;
import io.mutuals.api.Edge;
import io.mutuals.api.ErrorCode;
import io.mutuals.api.IdType;
import io.mutuals.api.RequestException;
import io.mutuals.api.Slice;
import io.mutuals.experiment.design.Experiment;
import io.mutuals.experiment.design.ExperimentCatalogue;
import io.mutuals.experiment.design.ExperimentKey;
import io.mutuals.experiment.design.ExperimentMetric;
import io.mutuals.experiment.design.ExperimentNumber;
import io.mutuals.experiment.design.ExperimentProperties;
import io.mutuals.experiment.design.ExperimentState;
import io.mutuals.experiment.design.ExperimentsKey;
import io.mutuals.experiment.design.VariantOverride;
import io.mutuals.experiment.results.ExperimentResults;
import io.mutuals.experiment.results.OffPolicyEstimates;
import io.mutuals.experiment.results.OffPolicyKey;
import io.mutuals.experiment.results.OffPolicyReports;
import io.mutuals.experiment.results.Results;
import io.mutuals.experiment.results.ResultsKey;
import io.mutuals.experiment.results.ResultsStream;
import io.mutuals.experiment.running.Assigner;
import io.mutuals.experiment.running.ExperimentAssignment;
import io.mutuals.feed.FeedStrategies;
import io.mutuals.loader.Loader;
import io.mutuals.loader.Loaders;
import io.mutuals.node.NodeSource;
import io.mutuals.realtime.EventSource;
import io.mutuals.security.Role;
import io.mutuals.security.Viewer;
import io.mutuals.suggestion.evidence.SuggestionSource;
import io.mutuals.suggestion.strategy.Strategies;
import io.mutuals.suggestion.strategy.Strategy;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.QueryMapping;
import org.springframework.graphql.data.method.annotation.SchemaMapping;
import org.springframework.graphql.data.method.annotation.SubscriptionMapping;
import org.springframework.stereotype.Controller;
import reactor.core.publisher.Flux;

/** Queries and subscriptions of experiments. All require the role {@code experimenter}. */
@Controller
class ExperimentController implements NodeSource {

    private final Loader<ExperimentsKey, Connection<Experiment, Edge.Plain<Experiment>>> pages;
    private final Loader<ExperimentKey, Experiment> byKey;
    private final Loader<ExperimentNumber, Experiment> byNumber;
    private final ExperimentCatalogue catalogue;
    private final Results results;
    private final OffPolicyReports offPolicy;
    private final Loader<ResultsKey, ExperimentResults> resultsByKey;
    private final Loader<OffPolicyKey, OffPolicyEstimates> estimates;
    private final Assigner assigner;
    private final Strategies strategies;
    private final FeedStrategies feedStrategies;
    private final ExperimentProperties properties;

    ExperimentController(
            Loaders loaders,
            ExperimentCatalogue catalogue,
            Results results,
            OffPolicyReports offPolicy,
            Assigner assigner,
            Strategies strategies,
            FeedStrategies feedStrategies,
            ExperimentProperties properties) {
        this.pages = loaders.register("experiments", catalogue::pages);
        this.byKey = loaders.register("experimentsByKey", catalogue::byKey);
        this.byNumber = loaders.register("experimentsById", catalogue::byNumber);
        this.catalogue = catalogue;
        this.results = results;
        this.offPolicy = offPolicy;
        this.resultsByKey = loaders.register("experimentResults", results::of);
        this.estimates = loaders.register("offPolicy", offPolicy::of);
        this.assigner = assigner;
        this.strategies = strategies;
        this.feedStrategies = feedStrategies;
        this.properties = properties;
    }

    @QueryMapping
    CompletableFuture<@Nullable Experiment> experiment(
            @Argument String key, Viewer viewer, DataFetchingEnvironment environment) {
        viewer.mustBe(Role.EXPERIMENTER);
        return byKey.find(new ExperimentKey(key), environment);
    }

    @QueryMapping
    CompletableFuture<Connection<Experiment, Edge.Plain<Experiment>>> experiments(
            @Argument @Nullable ExperimentState state,
            @Argument int first,
            @Argument @Nullable String after,
            Viewer viewer,
            DataFetchingEnvironment environment) {
        viewer.mustBe(Role.EXPERIMENTER);
        Slice slice = Slice.inTime(ExperimentCatalogue.list(state), first, after, environment);
        return pages.load(new ExperimentsKey(state, slice), environment);
    }

    @QueryMapping
    List<FeedStrategyView> feedStrategies(Viewer viewer) {
        viewer.mustBe(Role.EXPERIMENTER);
        List<FeedStrategyView> views = new ArrayList<>();
        feedStrategies
                .rankers()
                .forEach((name, ranker) ->
                        views.add(new FeedStrategyView(name, ranker, name.equals(feedStrategies.standard()))));
        return views;
    }

    @QueryMapping
    List<StrategyView> strategies(Viewer viewer) {
        viewer.mustBe(Role.EXPERIMENTER);
        return strategies.all().stream()
                .map(strategy -> StrategyView.of(strategy, strategy.equals(strategies.standard())))
                .toList();
    }

    @SchemaMapping
    ExperimentAssignment assignment(Experiment experiment, @Argument String userId) {
        long user = Viewer.USER_ID.decode(userId);
        return ExperimentAssignment.of(experiment, user, assigner.assign(experiment, user));
    }

    @SchemaMapping
    List<VariantOverride> overrides(Experiment experiment) {
        return experiment.overrides().stream()
                .filter(override -> override.variant() != null)
                .toList();
    }

    @SchemaMapping
    CompletableFuture<ExperimentResults> results(
            Experiment experiment, @Argument @Nullable ExperimentMetric metric, DataFetchingEnvironment environment) {
        return resultsByKey.load(new ResultsKey(experiment, metric), environment);
    }

    @SchemaMapping
    CompletableFuture<@Nullable OffPolicyEstimates> offPolicy(
            Experiment experiment,
            @Argument String variant,
            @Argument String target,
            @Argument ExperimentMetric metric,
            DataFetchingEnvironment environment) {
        return estimates.find(offPolicy.key(experiment, variant, target, metric), environment);
    }

    @SubscriptionMapping
    Flux<ExperimentResults> experimentResults(@Argument String key, Viewer viewer) {
        viewer.mustBe(Role.EXPERIMENTER);
        ExperimentKey experiment = new ExperimentKey(key);
        if (catalogue.byKey(Set.of(experiment)).isEmpty()) {
            throw new RequestException(ErrorCode.INVALID_ARGUMENT, "There is no experiment \"" + key + "\".");
        }
        return EventSource.stream(() -> new ResultsStream(experiment, catalogue, results, properties.fresh()));
    }

    @Override
    public IdType idType() {
        return Experiment.ID;
    }

    @Override
    public CompletableFuture<? extends @Nullable Object> load(
            Viewer viewer, long id, DataFetchingEnvironment environment) {
        return viewer.is(Role.EXPERIMENTER)
                ? byNumber.find(new ExperimentNumber(id), environment)
                : CompletableFuture.completedFuture(null);
    }

    /** A strategy of feeds as clients see it. */
    record FeedStrategyView(String name, String ranker, boolean isStandard) {}

    /** A strategy as clients see it. */
    record StrategyView(String name, List<SuggestionSource> sources, String ranker, boolean isStandard) {

        static StrategyView of(Strategy strategy, boolean isStandard) {
            return new StrategyView(strategy.name(), List.copyOf(strategy.sources()), strategy.ranker(), isStandard);
        }
    }
}
