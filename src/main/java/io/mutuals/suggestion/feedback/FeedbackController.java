package io.mutuals.suggestion.feedback;

import graphql.schema.DataFetchingEnvironment;
import io.mutuals.api.UserError;
import io.mutuals.loader.Loader;
import io.mutuals.loader.Loaders;
import io.mutuals.security.Viewer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.MutationMapping;
import org.springframework.graphql.data.method.annotation.SchemaMapping;
import org.springframework.stereotype.Controller;

/** Records the suggestions that a viewer has seen, and serves the viewer's own reach. */
@Controller
class FeedbackController {

    private final Impressions impressions;
    private final Loader<SuggestionReachKey, SuggestionReach> reach;

    FeedbackController(Impressions impressions, Loaders loaders, SuggestionReachRepository reach) {
        this.impressions = impressions;
        this.reach = loaders.register("suggestionReach", reach::reach);
    }

    @MutationMapping
    RecordedPayload recordSuggestionImpressions(@Argument RecordSuggestionImpressionsInput input, Viewer viewer) {
        Impressions.Outcome outcome = impressions.record(viewer, input.impressionTokens());
        return new RecordedPayload(outcome.recorded(), outcome.errors(), input.clientMutationId());
    }

    @SchemaMapping(typeName = "Viewer", field = "suggestionReach")
    CompletableFuture<SuggestionReach> suggestionReach(
            @Argument SuggestionReachWindow window, Viewer viewer, DataFetchingEnvironment environment) {
        return reach.load(new SuggestionReachKey(viewer.id(), window), environment);
    }

    record RecordSuggestionImpressionsInput(
            List<String> impressionTokens, @Nullable String clientMutationId) {}

    record RecordedPayload(
            int recorded,
            List<UserError> userErrors,
            @Nullable String clientMutationId) {}
}
