package io.mutuals.suggestion.feedback;

import static org.assertj.core.api.Assertions.assertThat;

import io.mutuals.SideBySide;
import io.mutuals.TakesLong;
import io.mutuals.suggestion.memory.DiscountFacts;
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
 * Small towns in which it is known how likely each person is to accept a request, and in which people who were shown somebody often lose
 * interest: the discounts, which know nothing of it but what happened, must find it out.
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
    void moreRequestsAreAcceptedThanByTheScoreAloneInEveryTown() {
        for (long seed = 1; seed <= SEEDS; seed++) {
            Outcome plain = new Town(seed, true).run((score, factor) -> score);
            Outcome discounted = new Town(seed, true).run((score, factor) -> score * factor);

            assertThat(discounted.acceptRate())
                    .as("seed %d: %s, by the score alone %s", seed, discounted, plain)
                    .isGreaterThan(plain.acceptRate() * 1.08);
            assertThat(discounted.accepted()).as("friendships, seed %d", seed).isGreaterThan(plain.accepted());
        }
    }

    @Test
    void theSameDiscountsTurnedAroundDoHarm() {
        for (long seed = 1; seed <= SEEDS; seed++) {
            Outcome plain = new Town(seed, true).run((score, factor) -> score);
            Outcome turned = new Town(seed, true).run((score, factor) -> score / factor);

            assertThat(turned.accepted())
                    .as("seed %d: %s, %s", seed, turned, plain)
                    .isLessThan(plain.accepted());
        }
    }

    @Test
    void whereEverybodyIsAlikeNothingIsGained() {
        double gained = 0;
        for (long seed = 1; seed <= SEEDS; seed++) {
            gained += new Town(seed, false)
                            .run((score, factor) -> score * factor)
                            .acceptRate()
                    - new Town(seed, false).run((score, factor) -> score).acceptRate();
        }
        assertThat(gained / SEEDS).isBetween(-0.02, 0.02);
    }

    private interface Order {
        double value(double score, double factor);
    }

    private record Outcome(int sent, int accepted) {
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
        private final List<List<Candidate>> lists = new ArrayList<>();

        Town(long seed, boolean different) {
            random = new Random(seed);
            for (int person = 0; person < PEOPLE; person++) {
                double drawn = random.nextDouble();
                accepting[person] = !different ? 0.5 : drawn < 0.3 ? 0.1 : drawn < 0.7 ? 0.5 : 0.9;
            }
            for (int viewer = 0; viewer < VIEWERS; viewer++) {
                lists.add(random.ints(0, PEOPLE)
                        .distinct()
                        .limit(CANDIDATES)
                        .mapToObj(person -> new Candidate(person, 0.05 + 0.95 * random.nextDouble()))
                        .toList());
            }
        }

        Outcome run(Order order) {
            int sent = 0;
            for (int day = 0; day < DAYS; day++) {
                Instant now = BEGIN.plus(Duration.ofDays(day));
                for (List<Candidate> list : lists) {
                    for (Candidate shown : best(list, order, now)) {
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
            return new Outcome(sent, Arrays.stream(accepted).sum());
        }

        private List<Candidate> best(List<Candidate> list, Order order, Instant now) {
            return list.stream()
                    .filter(candidate -> !candidate.asked)
                    .sorted(Comparator.comparingDouble(
                            candidate -> -order.value(candidate.score, discounts.factor(facts(candidate), now))))
                    .limit(SHOWN)
                    .toList();
        }

        private DiscountFacts facts(Candidate candidate) {
            int person = candidate.person;
            return new DiscountFacts(
                    pending[person], accepted[person], declined[person], candidate.seen, candidate.last);
        }

        /** Of those who do not accept, half never answer. */
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

    private static final class Candidate {
        private final int person;
        private final double score;
        private int seen;
        private @Nullable Instant last;
        private boolean asked;

        Candidate(int person, double score) {
            this.person = person;
            this.score = score;
        }
    }
}
