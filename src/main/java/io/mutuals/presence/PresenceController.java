package io.mutuals.presence;

import graphql.execution.DataFetcherResult;
import graphql.schema.DataFetchingEnvironment;
import io.mutuals.api.ErrorCode;
import io.mutuals.api.RequestException;
import io.mutuals.security.Viewer;
import io.mutuals.user.User;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.SchemaMapping;
import org.springframework.graphql.data.method.annotation.SubscriptionMapping;
import org.springframework.stereotype.Controller;
import reactor.core.publisher.Flux;

/** The fields and the subscription of presence. */
@Controller
class PresenceController {

    private static final int MAX_USERS = 100;

    private final Presences presences;

    PresenceController(Presences presences) {
        this.presences = presences;
    }

    @SubscriptionMapping
    Flux<PresenceEvent> presence(@Argument List<String> userIds, Viewer viewer) {
        if (userIds.isEmpty() || userIds.size() > MAX_USERS) {
            throw new RequestException(
                    ErrorCode.INVALID_ARGUMENT, "\"userIds\" must name 1 to " + MAX_USERS + " users.");
        }
        return presences.watch(
                viewer, userIds.stream().map(Viewer.USER_ID::decode).toList());
    }

    /** The users were read with the event, and so was their presence, which the event passes down to their fields. */
    @SchemaMapping(typeName = "PresenceEvent", field = "users")
    DataFetcherResult<List<User>> users(PresenceEvent event) {
        return DataFetcherResult.<List<User>>newResult()
                .data(event.changed().values().stream()
                        .map(VisiblePresence::user)
                        .toList())
                .localContext(event)
                .build();
    }

    @SchemaMapping(typeName = "User", field = "presence")
    CompletableFuture<@Nullable Presence> presence(User user, Viewer viewer, DataFetchingEnvironment environment) {
        VisiblePresence seen =
                environment.getLocalContext() instanceof PresenceEvent event ? event.of(user.number()) : null;
        return seen != null
                ? CompletableFuture.completedFuture(seen.presence())
                : presences.find(viewer, user, environment);
    }
}
