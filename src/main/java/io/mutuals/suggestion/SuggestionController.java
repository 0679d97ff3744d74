package io.mutuals.suggestion;

import graphql.schema.DataFetchingEnvironment;
import io.mutuals.api.ErrorCode;
import io.mutuals.api.Page;
import io.mutuals.api.RequestException;
import io.mutuals.api.Selections;
import io.mutuals.loader.Loader;
import io.mutuals.loader.Loaders;
import io.mutuals.security.Role;
import io.mutuals.security.Viewer;
import io.mutuals.suggestion.feedback.ImpressionTokens;
import io.mutuals.suggestion.ranking.SuggestionCursor;
import io.mutuals.suggestion.strategy.Strategies;
import io.mutuals.suggestion.strategy.Strategy;
import io.mutuals.suggestion.strategy.Treatment;
import io.mutuals.suggestion.strategy.Treatments;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.SchemaMapping;
import org.springframework.stereotype.Controller;

/** Serves {@code Viewer.peopleYouMayKnow}, and the impression token of a suggestion. */
@Controller
class SuggestionController {

    private final Loader<SuggestionsKey, SuggestionConnection> suggestions;
    private final Strategies strategies;
    private final Treatments treatments;
    private final ImpressionTokens tokens;

    SuggestionController(
            Loaders loaders,
            Suggestions suggestions,
            Strategies strategies,
            Treatments treatments,
            ImpressionTokens tokens) {
        this.suggestions = loaders.register("suggestions", suggestions);
        this.strategies = strategies;
        this.treatments = treatments;
        this.tokens = tokens;
    }

    @SchemaMapping(typeName = "Viewer", field = "peopleYouMayKnow")
    CompletableFuture<SuggestionConnection> peopleYouMayKnow(
            @Argument int first,
            @Argument @Nullable String after,
            @Argument @Nullable String strategy,
            Viewer viewer,
            DataFetchingEnvironment environment) {
        Treatment treatment = strategy == null
                ? treatments.of(viewer.userId())
                : Treatment.uncounted(
                        strategies.plain(strategy(strategy, viewer).name()));
        SuggestionsKey key = new SuggestionsKey(
                viewer.id(),
                treatment,
                Page.size("first", first),
                SuggestionCursor.read(after),
                viewer.is(Role.EXPERIMENTER),
                Selections.wantTotalCount(environment));
        return suggestions.load(key, environment).thenApply(page -> {
            if (page.treatment().isCounted()) {
                treatments.used(viewer.userId(), page.treatment(), page.explored());
            }
            return page;
        });
    }

    @SchemaMapping(typeName = "Suggestion", field = "impressionToken")
    String impressionToken(Suggestion suggestion) {
        return tokens.token(suggestion.impression());
    }

    private Strategy strategy(String name, Viewer viewer) {
        if (!viewer.is(Role.EXPERIMENTER)) {
            throw new RequestException(ErrorCode.FORBIDDEN, "Only experimenters choose a strategy; leave it out.");
        }
        return strategies
                .named(name)
                .orElseThrow(() -> new RequestException(
                        ErrorCode.INVALID_ARGUMENT,
                        "There is no strategy \"" + name + "\"; there are " + strategies.names() + "."));
    }
}
