package io.mutuals.suggestion.feedback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.mutuals.RandomValues;
import io.mutuals.SideBySide;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

@SideBySide
class DiscountsTest {

    private static final Instant NOW = Instant.parse("2026-03-04T12:00:00Z");
    private static final double TOLERANCE = 1e-12;

    private final Discounts discounts = new Discounts(Feedback.PROPERTIES);

    @Test
    void theFactorIsAboveZeroAndAtMostOne() {
        RandomValues.tried(
                1000, any -> assertThat(factor(facts(any))).isGreaterThan(0).isLessThanOrEqualTo(1));
    }

    @Test
    void theFactorNeverGrowsWithUnansweredOrDeclinedRequestsOrImpressions() {
        RandomValues.tried(1000, any -> {
            DiscountFacts facts = facts(any);
            int more = any.number(1, 1000);
            double before = factor(facts) + TOLERANCE;

            assertThat(factor(with(facts, more, 0, 0, 0))).as("pending").isLessThanOrEqualTo(before);
            assertThat(factor(with(facts, 0, 0, more, 0))).as("declined").isLessThanOrEqualTo(before);
            assertThat(factor(with(facts, 0, 0, 0, more))).as("seen").isLessThanOrEqualTo(before);
        });
    }

    @Test
    void theFactorNeverFallsWithAcceptedRequestsOrTime() {
        RandomValues.tried(1000, any -> {
            DiscountFacts facts = facts(any);
            int more = any.number(1, 1000);
            double before = factor(facts) - TOLERANCE;

            assertThat(factor(with(facts, 0, more, 0, 0))).as("accepted").isGreaterThanOrEqualTo(before);
            assertThat(discounts.factor(facts, NOW.plus(Duration.ofHours(more))))
                    .as("time")
                    .isGreaterThanOrEqualTo(before);
        });
    }

    @Test
    void aCandidateWithoutHistoryLosesNothing() {
        assertThat(factor(DiscountFacts.NONE)).isEqualTo(1);
        assertThat(factor(new DiscountFacts(0, 50, 0, 0, null))).isEqualTo(1);
    }

    @Test
    void twoImpressionsAreFreeAndTheFourthHalves() {
        assertThat(seen(1, 0)).isEqualTo(1);
        assertThat(seen(2, 0)).isEqualTo(1);
        assertThat(seen(3, 0)).isCloseTo(2 / 3., within(TOLERANCE));
        assertThat(seen(4, 0)).isCloseTo(0.5, within(TOLERANCE));
        assertThat(seen(10, 0)).isCloseTo(0.2, within(TOLERANCE));
    }

    @Test
    void ignoredImpressionsCountHalfAfterAHalfLife() {
        assertThat(seen(4, 14)).isCloseTo(2 / 3., within(TOLERANCE));
        assertThat(seen(10, 28)).isCloseTo(0.5, within(TOLERANCE));
        assertThat(seen(10, 365)).isCloseTo(1, within(1e-6));
        assertThat(seen(4, -1)).as("seen by a replica whose clock is ahead").isCloseTo(0.5, within(TOLERANCE));
    }

    @Test
    void unansweredAndDeclinedRequestsLowerTheFactor() {
        assertThat(factor(new DiscountFacts(20, 0, 0, 0, null)))
                .as("a quarter of: half by load, and 3 / 9 of 3 / 5 for leaving them unanswered")
                .isCloseTo(0.75 + 0.25 * 0.5 * (3 / 9.) / 0.6, within(TOLERANCE));
        assertThat(factor(new DiscountFacts(0, 0, 5, 0, null))).isCloseTo(0.5, within(TOLERANCE));
        assertThat(factor(new DiscountFacts(0, 5, 5, 0, null))).isCloseTo(8 / 9., within(1e-9));
    }

    @Test
    void anyNumberOfUnansweredRequestsTakesAQuarterAtMost() {
        RandomValues.tried(1000, any -> {
            DiscountFacts facts = facts(any);
            DiscountFacts answered = with(facts, -facts.pendingRequests(), 0, 0, 0);
            assertThat(factor(facts)).isBetween(0.75 * factor(answered) - TOLERANCE, factor(answered) + TOLERANCE);
        });
        assertThat(factor(new DiscountFacts(1_000_000, 0, 0, 0, null))).isCloseTo(0.75, within(1e-6));
    }

    private double seen(int times, int daysAgo) {
        return factor(new DiscountFacts(0, 0, 0, times, NOW.minus(Duration.ofDays(daysAgo))));
    }

    private double factor(DiscountFacts facts) {
        return discounts.factor(facts, NOW);
    }

    private static DiscountFacts with(DiscountFacts facts, int pending, int accepted, int declined, int seen) {
        return new DiscountFacts(
                facts.pendingRequests() + pending,
                facts.requestsAccepted() + accepted,
                facts.requestsDeclined() + declined,
                facts.timesSeen() + seen,
                facts.lastSeen());
    }

    private static DiscountFacts facts(RandomValues any) {
        int seen = any.number(0, 100_000);
        return new DiscountFacts(
                any.number(0, 100_000),
                any.number(0, 100_000),
                any.number(0, 100_000),
                seen,
                seen == 0 ? null : NOW.minus(Duration.ofHours(any.number(-100, 10_000))));
    }
}
