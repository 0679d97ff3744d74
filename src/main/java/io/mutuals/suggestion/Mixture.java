package io.mutuals.suggestion;

import io.mutuals.suggestion.mix.Team;
import java.util.List;

/** What was done to the order of a strategy to make a ranking. */
sealed interface Mixture {

    /** Nothing was done. */
    Mixture NONE = new None();

    /** How the candidate at an index came to be there. */
    Mark at(int index);

    /** The ranking is the order of one strategy. */
    record None() implements Mixture {
        @Override
        public Mark at(int index) {
            return Mark.NONE;
        }
    }

    /**
     * Two strategies chose in turns.
     *
     * @param teams whose choice each place is
     */
    record Drafted(List<Team> teams) implements Mixture {
        @Override
        public Mark at(int index) {
            return new Mark.Drafted(teams.get(index));
        }
    }

    /** The first place was given away by lot, or might have been; the others keep their order. */
    record Explored(Mark.Led first) implements Mixture {
        @Override
        public Mark at(int index) {
            return index == 0 ? first : Mark.NONE;
        }
    }
}
