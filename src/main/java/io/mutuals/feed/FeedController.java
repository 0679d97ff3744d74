package io.mutuals.feed;

import graphql.schema.DataFetchingEnvironment;
import io.mutuals.api.ErrorCode;
import io.mutuals.api.Page;
import io.mutuals.api.RequestException;
import io.mutuals.api.VideoId;
import io.mutuals.background.SideThreads;
import io.mutuals.loader.Loader;
import io.mutuals.loader.Loaders;
import io.mutuals.security.Role;
import io.mutuals.security.Viewer;
import io.mutuals.user.User;
import io.mutuals.video.VideoLikes;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.SchemaMapping;
import org.springframework.stereotype.Controller;

/** Serves {@code Viewer.feed}. */
@Controller
class FeedController {

    private final Loader<FeedKey, FeedConnection> feeds;
    private final VideoLikes likes;
    private final FeedStore store;
    private final FeedStrategies strategies;
    private final FeedTreatments treatments;
    private final SideThreads threads;

    FeedController(
            Loaders loaders,
            Feeds feeds,
            VideoLikes likes,
            FeedStore store,
            FeedStrategies strategies,
            FeedTreatments treatments,
            SideThreads threads) {
        this.feeds = loaders.register("feed", feeds);
        this.likes = likes;
        this.store = store;
        this.strategies = strategies;
        this.treatments = treatments;
        this.threads = threads;
    }

    /** The page is answered once its feed is kept, so that the next page continues it. */
    @SchemaMapping(typeName = "Viewer", field = "feed")
    CompletableFuture<FeedConnection> feed(
            @Argument int first,
            @Argument @Nullable String after,
            @Argument FeedOrder order,
            @Argument @Nullable String strategy,
            Viewer viewer,
            DataFetchingEnvironment environment) {
        FeedKey key = new FeedKey(
                viewer.userId(),
                order,
                treatment(order, strategy, viewer),
                Page.size("first", first),
                FeedCursor.read(order, after));
        return feeds.load(key, environment).thenCompose(page -> {
            page.nodes().forEach(entry -> know(entry, viewer, environment));
            if (page.treatment().isCounted()) {
                treatments.used(viewer.userId(), page.treatment());
            }
            FeedSnapshot toKeep = page.toKeep();
            return toKeep == null
                    ? CompletableFuture.completedFuture(page)
                    : CompletableFuture.supplyAsync(
                            () -> {
                                store.keep(viewer.userId(), toKeep);
                                return page;
                            },
                            threads);
        });
    }

    private void know(FeedEntry entry, Viewer viewer, DataFetchingEnvironment environment) {
        if (entry.likes() != null) {
            likes.know(viewer, new VideoId(entry.video().number()), entry.likes(), environment);
        }
    }

    private FeedTreatment treatment(FeedOrder order, @Nullable String strategy, Viewer viewer) {
        if (strategy == null) {
            return order == FeedOrder.LATEST
                    ? FeedTreatment.uncounted(FeedRanker.LATEST.text())
                    : treatments.of(viewer.userId());
        }
        if (!viewer.is(Role.EXPERIMENTER)) {
            throw new RequestException(ErrorCode.FORBIDDEN, "Only experimenters choose a strategy; leave it out.");
        }
        if (order != FeedOrder.RANKED) {
            throw new RequestException(
                    ErrorCode.INVALID_ARGUMENT, "A strategy orders the feed RANKED; leave it out, or ask for RANKED.");
        }
        if (!strategies.exists(strategy)) {
            throw new RequestException(
                    ErrorCode.INVALID_ARGUMENT,
                    "There is no strategy \"" + strategy + "\"; there are " + strategies.names() + ".");
        }
        return FeedTreatment.uncounted(strategy);
    }

    /** Tells experimenters alone: the name would reveal to others that they take part in an experiment. */
    @SchemaMapping(typeName = "FeedConnection", field = "strategy")
    @Nullable
    String strategy(FeedConnection page, Viewer viewer) {
        return viewer.is(Role.EXPERIMENTER) ? page.strategy() : null;
    }

    @SchemaMapping(typeName = "FeedActivity", field = "friends")
    List<User> friends(FeedActivity activity, @Argument int first) {
        int size = Page.size("first", first);
        return activity.known().subList(0, Math.min(size, activity.known().size()));
    }
}
