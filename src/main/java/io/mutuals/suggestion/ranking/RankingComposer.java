package io.mutuals.suggestion.ranking;

import io.mutuals.suggestion.ranking.Snapshot.Place;
import io.mutuals.suggestion.strategy.Exploration;
import io.mutuals.suggestion.strategy.ExplorationDraw;
import io.mutuals.suggestion.strategy.InterleavedPage;
import io.mutuals.suggestion.strategy.PlacementOrigin;
import io.mutuals.suggestion.strategy.Recipe;
import io.mutuals.suggestion.strategy.TeamDraft;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/**
 * Makes rankings by any recipe.
 *
 * <p>Random draws are seeded per viewer, recipe and day. So a ranking that is made again, because it is stale or
 * because there is no cache, is not reshuffled while a viewer pages through it.
 */
@Component
class RankingComposer {

    private final RankingPipeline pipeline;

    RankingComposer(RankingPipeline pipeline) {
        this.pipeline = pipeline;
    }

    /**
     * Makes a ranking for each viewer; empty if there are no candidates.
     *
     * @param forecast receives the likely first places of recipes that keep, or nearly keep, the order of one strategy
     */
    Map<Long, Snapshot> rank(Recipe recipe, Set<Long> viewers, RankingForecast forecast) {
        return switch (recipe) {
            case Recipe.Plain plain -> pipeline.rank(plain.strategy(), viewers, forecast);
            case Recipe.Exploring exploring ->
                named(
                        recipe,
                        pipeline.rank(exploring.strategy(), viewers, forecast),
                        snapshot -> explored(snapshot, exploring.exploration(), seed(recipe, snapshot)));
            case Recipe.Drafted drafted -> {
                Map<Long, Snapshot> second = pipeline.rank(drafted.second(), viewers, RankingForecast.IGNORED);
                yield named(
                        recipe,
                        pipeline.rank(drafted.first(), viewers, RankingForecast.IGNORED),
                        snapshot -> drafted(snapshot, second, seed(recipe, snapshot)));
            }
        };
    }

    private static Map<Long, Snapshot> named(
            Recipe recipe, Map<Long, Snapshot> rankings, Function<Map.Entry<Long, Snapshot>, Snapshot> change) {
        Map<Long, Snapshot> renamed = new HashMap<>();
        for (Map.Entry<Long, Snapshot> ranking : rankings.entrySet()) {
            renamed.put(ranking.getKey(), change.apply(ranking).withRecipe(recipe));
        }
        return renamed;
    }

    private static Snapshot explored(Map.Entry<Long, Snapshot> ranking, Exploration exploration, long seed) {
        Snapshot snapshot = ranking.getValue();
        List<Place> places = snapshot.places();
        if (places.isEmpty()) {
            return snapshot;
        }
        ExplorationDraw draw = exploration.draw(places.size(), seed);
        List<Place> order = new ArrayList<>(places);
        Place first = order.remove(draw.base());
        // Scores must not increase along the ranking: cursors find their position by score.
        order.addFirst(
                new Place(first.candidate(), Math.nextUp(places.getFirst().score()), first.sources()));
        return snapshot.reordered(
                order,
                new RankingComposition.Explored(new PlacementOrigin.Led(draw.base(), draw.propensity(), draw.among())));
    }

    private static Snapshot drafted(Map.Entry<Long, Snapshot> ranking, Map<Long, Snapshot> others, long seed) {
        Snapshot snapshot = ranking.getValue();
        List<Place> second = others.get(ranking.getKey()) instanceof Snapshot other ? other.places() : List.of();
        InterleavedPage draft =
                TeamDraft.of(candidates(snapshot.places()), candidates(second), Snapshot.MAX_PLACES, seed);
        Map<Long, Place> known = Stream.concat(snapshot.places().stream(), second.stream())
                .collect(Collectors.toMap(Place::candidate, Function.identity(), (one, other) -> one));
        List<Place> order = new ArrayList<>();
        for (long candidate : draft.people()) {
            // Scores of different strategies are not comparable, so the score is derived from the place.
            order.add(new Place(
                    candidate,
                    1f / (order.size() + 1),
                    Objects.requireNonNull(known.get(candidate)).sources()));
        }
        return snapshot.reordered(order, new RankingComposition.Drafted(List.of(draft.teams())));
    }

    private static long seed(Recipe recipe, Map.Entry<Long, Snapshot> ranking) {
        long day = ranking.getValue()
                .computedAt()
                .atOffset(ZoneOffset.UTC)
                .toLocalDate()
                .toEpochDay();
        return mixed(mixed(mixed(ranking.getKey()) + recipe.name().hashCode()) + day);
    }

    private static long mixed(long seed) {
        return new SplittableRandom(seed).nextLong();
    }

    private static long[] candidates(List<Place> places) {
        return places.stream().mapToLong(Place::candidate).toArray();
    }
}
