package io.mutuals.suggestion.ranking;

import io.mutuals.suggestion.strategy.PlacementOrigin;
import io.mutuals.suggestion.strategy.Team;
import java.util.List;

/** The way in which the order of a ranking was composed from the orders of strategies. */
public sealed interface RankingComposition {

    /** The order of a single strategy. */
    RankingComposition NONE = new None();

    /** Returns how the candidate at an index got there. */
    PlacementOrigin at(int index);

    /** The order of a single strategy. */
    record None() implements RankingComposition {
        @Override
        public PlacementOrigin at(int index) {
            return PlacementOrigin.NONE;
        }
    }

    /**
     * Team draft of two strategies.
     *
     * @param teams team that picked the candidate of each place
     */
    record Drafted(List<Team> teams) implements RankingComposition {
        @Override
        public PlacementOrigin at(int index) {
            return new PlacementOrigin.Drafted(teams.get(index));
        }
    }

    /** Exploration: the first place was subject to a draw; the other candidates keep their order. */
    record Explored(PlacementOrigin.Led first) implements RankingComposition {
        @Override
        public PlacementOrigin at(int index) {
            return index == 0 ? first : PlacementOrigin.NONE;
        }
    }
}
