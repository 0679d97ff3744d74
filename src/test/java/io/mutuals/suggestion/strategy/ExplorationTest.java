package io.mutuals.suggestion.strategy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.mutuals.SideBySide;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

@SideBySide
class ExplorationTest {

    private static final int DRAWS = 40_000;

    private final Exploration exploration = new Exploration(0.3, 5);

    @Test
    void candidatesAreDrawnInProportionToTheirPropensity() {
        int[] first = new int[5];
        for (long seed = 0; seed < DRAWS; seed++) {
            ExplorationDraw draw = exploration.draw(20, seed);
            assertThat(draw.propensity()).isEqualTo(exploration.propensity(draw.base(), 20));
            first[draw.base()]++;
        }
        for (int base = 0; base < 5; base++) {
            double propensity = exploration.propensity(base, 20);
            double error = Math.sqrt(propensity * (1 - propensity) / DRAWS);
            assertThat((double) first[base] / DRAWS).as("base %d", base).isCloseTo(propensity, within(4 * error));
        }
    }

    @Test
    void propensitiesSumToOneForAnyNumberOfCandidates() {
        for (int available = 1; available < 8; available++) {
            int people = available;
            assertThat(IntStream.range(0, people)
                            .mapToDouble(base -> exploration.propensity(base, people))
                            .sum())
                    .isCloseTo(1, within(1e-12));
            assertThat(exploration.draw(people, 1).among()).isEqualTo(Math.min(5, people));
        }
    }

    @Test
    void weightsAreBoundedByAmongDividedByShare() {
        for (long seed = 0; seed < 1_000; seed++) {
            assertThat(1 / exploration.draw(20, seed).propensity()).isLessThanOrEqualTo(5 / 0.3 + 1e-9);
        }
    }

    @Test
    void withoutExplorationTheOrderIsUnchanged() {
        for (long seed = 0; seed < 1_000; seed++) {
            assertThat(new Exploration(0, 5).draw(20, seed)).isEqualTo(new ExplorationDraw(0, 1, 5));
        }
    }

    @Test
    void otherCandidatesKeepTheirOrder() {
        ExplorationDraw draw = new ExplorationDraw(2, 0.06, 5);
        assertThat(IntStream.range(0, 6).map(place -> baseAt(draw, place))).containsExactly(2, 0, 1, 3, 4, 5);
        ExplorationDraw first = new ExplorationDraw(0, 0.76, 5);
        assertThat(IntStream.range(0, 3).map(place -> baseAt(first, place))).containsExactly(0, 1, 2);
    }

    /** Returns the index in the original ranking of the candidate shown at a place. */
    private static int baseAt(ExplorationDraw draw, int place) {
        if (place == 0) {
            return draw.base();
        }
        return place <= draw.base() ? place - 1 : place;
    }

    @Test
    void refusesArgumentsOutOfRange() {
        assertThatThrownBy(() -> new Exploration(1.1, 5)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Exploration(Double.NaN, 5)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Exploration(0.1, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> exploration.draw(0, 1)).isInstanceOf(IllegalArgumentException.class);
    }
}
