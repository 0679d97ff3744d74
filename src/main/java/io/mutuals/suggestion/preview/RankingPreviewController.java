package io.mutuals.suggestion.preview;

import graphql.schema.DataFetchingEnvironment;
import io.mutuals.api.ErrorCode;
import io.mutuals.api.Page;
import io.mutuals.api.RequestException;
import io.mutuals.api.UserId;
import io.mutuals.loader.Loader;
import io.mutuals.loader.Loaders;
import io.mutuals.security.Role;
import io.mutuals.security.Viewer;
import io.mutuals.suggestion.strategy.Strategies;
import io.mutuals.suggestion.strategy.Strategy;
import io.mutuals.user.User;
import io.mutuals.user.Users;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.QueryMapping;
import org.springframework.graphql.data.method.annotation.SchemaMapping;
import org.springframework.stereotype.Controller;

/** Serves {@code Query.rankingPreview} to experimenters. */
@Controller
class RankingPreviewController {

    private final Loader<RankingPreviewKey, RankingPreview> previews;
    private final Strategies strategies;
    private final PastRankings past;
    private final Users users;
    private final InstantSource clock;

    RankingPreviewController(
            Loaders loaders,
            RankingPreviews previews,
            Strategies strategies,
            PastRankings past,
            Users users,
            InstantSource clock) {
        this.previews = loaders.register("rankingPreviews", previews::of);
        this.strategies = strategies;
        this.past = past;
        this.users = users;
        this.clock = clock;
    }

    @QueryMapping
    CompletableFuture<RankingPreview> rankingPreview(
            @Argument String userId,
            @Argument String strategy,
            @Argument @Nullable String compareWith,
            @Argument @Nullable Instant asOf,
            @Argument int first,
            Viewer viewer,
            DataFetchingEnvironment environment) {
        viewer.mustBe(Role.EXPERIMENTER);
        RankingPreviewKey key = new RankingPreviewKey(
                viewer.userId(),
                new UserId(Viewer.USER_ID.decode(userId)),
                existing(strategy),
                compareWith == null ? null : existing(compareWith),
                asOf == null ? null : minute(asOf),
                Page.size("first", first));
        return previews.find(key, environment).thenApply(preview -> {
            if (preview == null) {
                throw new RequestException(ErrorCode.NOT_FOUND, "There is no such person.");
            }
            return preview;
        });
    }

    @SchemaMapping(typeName = "PreviewedPlace", field = "user")
    CompletableFuture<@Nullable User> user(PreviewedPlace place, Viewer viewer, DataFetchingEnvironment environment) {
        return users.find(viewer, place.person(), environment);
    }

    private String existing(String name) {
        return strategies
                .named(name)
                .map(Strategy::name)
                .orElseThrow(() -> new RequestException(
                        ErrorCode.INVALID_ARGUMENT,
                        "There is no strategy \"" + name + "\"; there are " + strategies.names() + "."));
    }

    private Instant minute(Instant asOf) {
        if (asOf.isAfter(clock.instant())) {
            throw new RequestException(ErrorCode.INVALID_ARGUMENT, "\"asOf\" must not be in the future.");
        }
        past.requireFriendGraph();
        return asOf.truncatedTo(ChronoUnit.MINUTES);
    }
}
