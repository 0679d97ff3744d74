package io.mutuals.suggestion;

import graphql.schema.DataFetchingEnvironment;
import io.mutuals.api.Page;
import io.mutuals.loader.Loader;
import io.mutuals.loader.Loaders;
import io.mutuals.security.Role;
import io.mutuals.security.Viewer;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.SchemaMapping;
import org.springframework.stereotype.Controller;

/** {@code Viewer.peopleYouMayKnow}. */
@Controller
class SuggestionController {

    private final Loader<SuggestionsKey, SuggestionConnection> suggestions;

    SuggestionController(Loaders loaders, Suggestions suggestions) {
        this.suggestions = loaders.register("suggestions", suggestions::pages);
    }

    @SchemaMapping(typeName = "Viewer", field = "peopleYouMayKnow")
    CompletableFuture<SuggestionConnection> peopleYouMayKnow(
            @Argument int first, @Argument @Nullable String after, Viewer viewer, DataFetchingEnvironment environment) {
        SuggestionsKey key = new SuggestionsKey(
                viewer.id(),
                Page.size("first", first),
                SuggestionsKey.Place.read(after),
                viewer.is(Role.EXPERIMENTER),
                environment.getSelectionSet().contains("totalCount"));
        return suggestions.load(key, environment);
    }
}
