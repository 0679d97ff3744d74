package io.mutuals.suggestion.ranking;

import io.mutuals.suggestion.strategy.PlacementOrigin;
import io.mutuals.suggestion.strategy.Team;
import java.util.List;

/** What was done to the order of a strategy to make a ranking. */
public sealed interface RankingComposition {

    /** Nothing was done. */
    RankingComposition NONE = new None();

    /** How the candidate at an index came to be there. */
    PlacementOrigin at(int index);

    /** The ranking is the order of one strategy. */
    record None() implements RankingComposition {
        @Override
        public PlacementOrigin at(int index) {
            return PlacementOrigin.NONE;
        }
    }

    /**
     * Two strategies chose in turns.
     *
     * @param teams whose choice each place is
     */
    record Drafted(List<Team> teams) implements RankingComposition {
        @Override
        public PlacementOrigin at(int index) {
            return new PlacementOrigin.Drafted(teams.get(index));
        }
    }

    /** The first place was given away by lot, or might have been; the others keep their order. */
    record Explored(PlacementOrigin.Led first) implements RankingComposition {
        @Override
        public PlacementOrigin at(int index) {
            return index == 0 ? first : PlacementOrigin.NONE;
        }
    }
}
