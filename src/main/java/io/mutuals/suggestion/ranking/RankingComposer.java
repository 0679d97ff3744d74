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
 * <p>Lots are drawn once a day for each viewer and recipe. So a ranking that is made again, because it is out of date or because there is no cache,
 * is not shuffled anew under somebody who pages in it.
 */
@Component
class RankingComposer {

    private final RankingPipeline computation;

    RankingComposer(RankingPipeline computation) {
        this.computation = computation;
    }

    /**
     * A new ranking for each viewer, empty where there is nobody to suggest.
     *
     * @param outlook is told of those that keep the order of one strategy, or nearly
     */
    Map<Long, Snapshot> rank(Recipe recipe, Set<Long> viewers, RankingForecast outlook) {
        return switch (recipe) {
            case Recipe.Plain plain -> computation.rank(plain.strategy(), viewers, outlook);
            case Recipe.Exploring exploring ->
                named(
                        recipe,
                        computation.rank(exploring.strategy(), viewers, outlook),
                        snapshot -> explored(snapshot, exploring.exploration(), lot(recipe, snapshot)));
            case Recipe.Drafted drafted -> {
                Map<Long, Snapshot> second = computation.rank(drafted.second(), viewers, RankingForecast.IGNORED);
                yield named(
                        recipe,
                        computation.rank(drafted.first(), viewers, RankingForecast.IGNORED),
                        snapshot -> drafted(snapshot, second, lot(recipe, snapshot)));
            }
        };
    }

    private static Map<Long, Snapshot> named(
            Recipe recipe, Map<Long, Snapshot> rankings, Function<Map.Entry<Long, Snapshot>, Snapshot> mix) {
        Map<Long, Snapshot> mixed = new HashMap<>();
        for (Map.Entry<Long, Snapshot> ranking : rankings.entrySet()) {
            mixed.put(ranking.getKey(), mix.apply(ranking).of(recipe));
        }
        return mixed;
    }

    private static Snapshot explored(Map.Entry<Long, Snapshot> ranking, Exploration exploration, long lot) {
        Snapshot snapshot = ranking.getValue();
        List<Place> places = snapshot.places();
        if (places.isEmpty()) {
            return snapshot;
        }
        ExplorationDraw draw = exploration.draw(places.size(), lot);
        List<Place> order = new ArrayList<>(places);
        Place first = order.remove(draw.base());
        // No score may lie below a later one: cursors find their place again by it.
        order.addFirst(
                new Place(first.candidate(), Math.nextUp(places.getFirst().score()), first.sources()));
        return snapshot.mixed(
                order,
                new RankingComposition.Explored(new PlacementOrigin.Led(draw.base(), draw.propensity(), draw.among())));
    }

    private static Snapshot drafted(Map.Entry<Long, Snapshot> ranking, Map<Long, Snapshot> others, long lot) {
        Snapshot snapshot = ranking.getValue();
        List<Place> second = others.get(ranking.getKey()) instanceof Snapshot other ? other.places() : List.of();
        InterleavedPage draft =
                TeamDraft.of(candidates(snapshot.places()), candidates(second), Snapshot.MAX_PLACES, lot);
        Map<Long, Place> known = Stream.concat(snapshot.places().stream(), second.stream())
                .collect(Collectors.toMap(Place::candidate, Function.identity(), (one, other) -> one));
        List<Place> order = new ArrayList<>();
        for (long candidate : draft.people()) {
            // The scores of two strategies say nothing beside each other; what is left is the place.
            order.add(new Place(
                    candidate,
                    1f / (order.size() + 1),
                    Objects.requireNonNull(known.get(candidate)).sources()));
        }
        return snapshot.mixed(order, new RankingComposition.Drafted(List.of(draft.teams())));
    }

    private static long lot(Recipe recipe, Map.Entry<Long, Snapshot> ranking) {
        long day = ranking.getValue()
                .computedAt()
                .atOffset(ZoneOffset.UTC)
                .toLocalDate()
                .toEpochDay();
        return spread(spread(spread(ranking.getKey()) + recipe.name().hashCode()) + day);
    }

    private static long spread(long seed) {
        return new SplittableRandom(seed).nextLong();
    }

    private static long[] candidates(List<Place> places) {
        return places.stream().mapToLong(Place::candidate).toArray();
    }
}
