package io.mutuals.suggestion.feedback;

import static org.assertj.core.api.Assertions.assertThat;

import io.mutuals.SideBySide;
import io.mutuals.TakesLong;
import io.mutuals.suggestion.ranking.Snapshot;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Runs discounts in small random towns with a known probability of acceptance for each user, where viewers lose
 * interest in candidates that they have seen often. The discounts know only what has happened, and must find out the
 * rest.
 */
@SideBySide
@TakesLong
class DiscountSimulationTest {

    private static final int PEOPLE = 400;
    private static final int VIEWERS = 150;
    private static final int CANDIDATES = Snapshot.MAX_PLACES;
    private static final int SHOWN = 10;
    private static final int DAYS = 30;
    private static final int SEEDS = 5;
    private static final Instant BEGIN = Instant.parse("2026-03-04T12:00:00Z");

    private final Discounts discounts = new Discounts(Feedback.PROPERTIES);

    @Test
    void discountsBringMoreAcceptedRequestsThanTheScoreAloneInEveryTown() {
        for (long seed = 1; seed <= SEEDS; seed++) {
            Month plain = new Town(seed, true).run((score, factor) -> score);
            Month discounted = new Town(seed, true).run((score, factor) -> score * factor);

            assertThat(discounted.acceptRate())
                    .as("seed %d: %s, by the score alone %s", seed, discounted, plain)
                    .isGreaterThan(plain.acceptRate() * 1.08);
            assertThat(discounted.accepted()).as("friendships, seed %d", seed).isGreaterThan(plain.accepted());
        }
    }

    @Test
    void invertedDiscountsDoHarm() {
        for (long seed = 1; seed <= SEEDS; seed++) {
            Month plain = new Town(seed, true).run((score, factor) -> score);
            Month inverted = new Town(seed, true).run((score, factor) -> score / factor);

            assertThat(inverted.accepted())
                    .as("seed %d: %s, %s", seed, inverted, plain)
                    .isLessThan(plain.accepted());
        }
    }

    @Test
    void discountsGainNothingWhereAllUsersAcceptAlike() {
        double gain = 0;
        for (long seed = 1; seed <= SEEDS; seed++) {
            gain += new Town(seed, false).run((score, factor) -> score * factor).acceptRate()
                    - new Town(seed, false).run((score, factor) -> score).acceptRate();
        }
        assertThat(gain / SEEDS).isBetween(-0.02, 0.02);
    }

    private interface Order {
        double value(double score, double factor);
    }

    private record Month(int sent, int accepted) {
        double acceptRate() {
            return (double) accepted / sent;
        }
    }

    private final class Town {

        private final Random random;
        private final double[] accepting = new double[PEOPLE];
        private final int[] pending = new int[PEOPLE];
        private final int[] accepted = new int[PEOPLE];
        private final int[] declined = new int[PEOPLE];
        private final List<List<Suggested>> lists = new ArrayList<>();

        Town(long seed, boolean acceptsDifferently) {
            random = new Random(seed);
            for (int person = 0; person < PEOPLE; person++) {
                double drawn = random.nextDouble();
                accepting[person] = !acceptsDifferently ? 0.5 : drawn < 0.3 ? 0.1 : drawn < 0.7 ? 0.5 : 0.9;
            }
            for (int viewer = 0; viewer < VIEWERS; viewer++) {
                lists.add(random.ints(0, PEOPLE)
                        .distinct()
                        .limit(CANDIDATES)
                        .mapToObj(person -> new Suggested(person, 0.05 + 0.95 * random.nextDouble()))
                        .toList());
            }
        }

        Month run(Order order) {
            int sent = 0;
            for (int day = 0; day < DAYS; day++) {
                Instant now = BEGIN.plus(Duration.ofDays(day));
                for (List<Suggested> list : lists) {
                    for (Suggested shown : best(list, order, now)) {
                        double interest = shown.score * Math.pow(0.85, shown.seen);
                        shown.seen++;
                        shown.last = now;
                        if (random.nextDouble() < 0.3 * interest) {
                            shown.asked = true;
                            sent++;
                            answer(shown.person);
                        }
                    }
                }
            }
            return new Month(sent, Arrays.stream(accepted).sum());
        }

        private List<Suggested> best(List<Suggested> list, Order order, Instant now) {
            return list.stream()
                    .filter(candidate -> !candidate.asked)
                    .sorted(Comparator.comparingDouble(
                            candidate -> -order.value(candidate.score, discounts.factor(facts(candidate), now))))
                    .limit(SHOWN)
                    .toList();
        }

        private DiscountFacts facts(Suggested candidate) {
            int person = candidate.person;
            return new DiscountFacts(
                    pending[person], accepted[person], declined[person], candidate.seen, candidate.last);
        }

        /** Half of the requests that are not accepted are never answered. */
        private void answer(int person) {
            if (random.nextDouble() < accepting[person]) {
                accepted[person]++;
            } else if (random.nextBoolean()) {
                declined[person]++;
            } else {
                pending[person]++;
            }
        }
    }

    private static final class Suggested {
        private final int person;
        private final double score;
        private int seen;
        private @Nullable Instant last;
        private boolean asked;

        Suggested(int person, double score) {
            this.person = person;
            this.score = score;
        }
    }
}
