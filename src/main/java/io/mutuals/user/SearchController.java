package io.mutuals.user;

import graphql.schema.DataFetchingEnvironment;
import io.mutuals.api.Connection;
import io.mutuals.api.Edge;
import io.mutuals.api.Slice;
import io.mutuals.loader.Loader;
import io.mutuals.loader.Loaders;
import io.mutuals.security.Viewer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.QueryMapping;
import org.springframework.stereotype.Controller;

/** Resolves {@code Query.searchUsers}. */
@Controller
class SearchController {

    private final Loader<SearchKey, Connection<User, Edge.Plain<User>>> search;

    SearchController(Loaders loaders, SearchRepository repository) {
        this.search = loaders.register("searchUsers", repository::find);
    }

    @QueryMapping
    CompletableFuture<Connection<User, Edge.Plain<User>>> searchUsers(
            @Argument String query,
            @Argument int first,
            @Argument @Nullable String after,
            Viewer viewer,
            DataFetchingEnvironment environment) {
        SearchQuery searchQuery = SearchQuery.of(query);
        Slice slice = Slice.byName(SearchRepository.LIST, first, after, environment);
        if (searchQuery.isEmpty()) {
            return CompletableFuture.completedFuture(Connection.forward(List.of(), slice, 0L));
        }
        return search.load(new SearchKey(viewer.id(), searchQuery, slice), environment);
    }
}
