package io.mutuals.suggestion.feedback;

import graphql.schema.DataFetchingEnvironment;
import io.mutuals.api.Connection;
import io.mutuals.api.Slice;
import io.mutuals.api.UserError;
import io.mutuals.loader.Loader;
import io.mutuals.loader.Loaders;
import io.mutuals.security.Viewer;
import io.mutuals.user.User;
import io.mutuals.user.Users;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.MutationMapping;
import org.springframework.graphql.data.method.annotation.SchemaMapping;
import org.springframework.stereotype.Controller;

/** Serves dismissals: the viewer's list, and the mutations that add to it and remove from it. */
@Controller
class DismissalController {

    private final Dismissals dismissals;
    private final Users users;
    private final Loader<DismissalsKey, Connection<User, DismissedSuggestionEdge>> pages;

    DismissalController(Dismissals dismissals, Users users, Loaders loaders, DismissalRepository repository) {
        this.dismissals = dismissals;
        this.users = users;
        this.pages = loaders.register("dismissals", repository::page);
    }

    @SchemaMapping(typeName = "Viewer", field = "dismissedSuggestions")
    CompletableFuture<Connection<User, DismissedSuggestionEdge>> dismissedSuggestions(
            @Argument int first, @Argument @Nullable String after, Viewer viewer, DataFetchingEnvironment environment) {
        Slice slice = Slice.inTime(DismissalRepository.LIST, first, after, environment);
        return pages.load(new DismissalsKey(viewer.id(), slice), environment);
    }

    @MutationMapping
    CompletableFuture<DismissalPayload> dismissSuggestion(
            @Argument DismissSuggestionInput input, Viewer viewer, DataFetchingEnvironment environment) {
        long user = Viewer.USER_ID.decode(input.userId());
        return payload(
                dismissals.dismiss(viewer, user, input.until()), user, input.clientMutationId(), viewer, environment);
    }

    @MutationMapping
    CompletableFuture<DismissalPayload> undoDismissSuggestion(
            @Argument UndoDismissSuggestionInput input, Viewer viewer, DataFetchingEnvironment environment) {
        long user = Viewer.USER_ID.decode(input.userId());
        return payload(dismissals.undo(viewer, user), user, input.clientMutationId(), viewer, environment);
    }

    private CompletableFuture<DismissalPayload> payload(
            Dismissals.Change change,
            long userId,
            @Nullable String clientMutationId,
            Viewer viewer,
            DataFetchingEnvironment environment) {
        CompletableFuture<@Nullable User> found =
                change.isNotFound() ? CompletableFuture.completedFuture(null) : users.find(viewer, userId, environment);
        List<UserError> errors = change.error() == null ? List.of() : List.of(change.error());
        Dismissal dismissal = change.dismissal();
        return found.thenApply(user -> new DismissalPayload(
                user,
                user == null || dismissal == null ? null : DismissedSuggestionEdge.of(user, dismissal),
                errors,
                clientMutationId));
    }

    record DismissSuggestionInput(
            String userId,
            @Nullable Instant until,
            @Nullable String clientMutationId) {}

    record UndoDismissSuggestionInput(
            String userId, @Nullable String clientMutationId) {}

    /** The payload of both mutations; only one of them has the edge in the schema. */
    record DismissalPayload(
            @Nullable User user,
            @Nullable DismissedSuggestionEdge dismissedSuggestionEdge,
            List<UserError> userErrors,
            @Nullable String clientMutationId) {}
}
