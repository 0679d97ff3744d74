package io.mutuals.experiment.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mutuals.SideBySide;
import io.mutuals.TakesLong;
import io.mutuals.experiment.statistics.Guardrail.Harm;
import io.mutuals.experiment.statistics.Population.Habit;
import org.junit.jupiter.api.Test;

@SideBySide
@TakesLong
class GuardrailTest {

    private static final int DAYS = 28;
    private static final int PEOPLE = 6_000;

    private final Comparison comparison = new Comparison(0.05);
    private final Guardrail replies = new Guardrail(Harm.DECREASE, 0.1);
    private final Guardrail blocks = new Guardrail(Harm.INCREASE, 0.1);

    @Test
    void crossedOnlyByHarmBeyondTheToleratedChange() {
        Moments control = people(5_000, 0.5);
        assertThat(replies.isCrossed(comparison, control, people(5_000, 0.35))).isTrue();
        assertThat(replies.isCrossed(comparison, control, people(5_000, 0.46))).isFalse();
        assertThat(replies.isCrossed(comparison, control, people(5_000, 0.9))).isFalse();
        assertThat(blocks.isCrossed(comparison, control, people(5_000, 0.9))).isTrue();
        assertThat(blocks.isCrossed(comparison, control, people(5_000, 0.54))).isFalse();
        assertThat(blocks.isCrossed(comparison, control, people(5_000, 0.1))).isFalse();
    }

    @Test
    void notCrossedByLikelyButUncertainHarm() {
        assertThat(replies.isCrossed(comparison, people(60, 0.5), people(60, 0.35)))
                .isFalse();
    }

    @Test
    void detectsHarmEvenIfTheControlIsZero() {
        assertThat(blocks.isCrossed(comparison, people(5_000, 0), people(5_000, 0.02)))
                .isTrue();
        assertThat(blocks.isCrossed(comparison, people(5_000, 0), people(5_000, 0)))
                .isFalse();
        assertThat(replies.isCrossed(
                        comparison,
                        Moments.builder(0).build(),
                        Moments.builder(0).build()))
                .isFalse();
    }

    @Test
    void refusesAToleratedChangeOutOfRange() {
        assertThatThrownBy(() -> new Guardrail(Harm.DECREASE, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Guardrail(Harm.DECREASE, -0.1)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void detectsHarmWithinFourWeeksOfDailyChecks() {
        assertThat(stopped(200, 0.6)).isGreaterThanOrEqualTo(180);
    }

    @Test
    void justToleratedChangesStopAtMostAlphaOfExperimentsCheckedDaily() {
        assertThat(stopped(500, 0.9)).isLessThanOrEqualTo(25);
    }

    private int stopped(int runs, double effect) {
        int stopped = 0;
        for (long seed = 0; seed < runs; seed++) {
            Population population = new Population(PEOPLE, DAYS, Habit.SKEWED, 0.5, effect, seed);
            boolean crossed = false;
            while (population.days() < DAYS && !crossed) {
                population.nextDay();
                crossed = replies.isCrossed(comparison, population.adjustable(false), population.adjustable(true));
            }
            stopped += crossed ? 1 : 0;
        }
        return stopped;
    }

    private static Moments people(int people, double part) {
        Moments.Builder builder = Moments.builder(0);
        for (int person = 0; person < people; person++) {
            builder.add(person < part * people ? 1 : 0, 1);
        }
        return builder.build();
    }
}
