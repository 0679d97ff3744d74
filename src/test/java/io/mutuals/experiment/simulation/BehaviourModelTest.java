package io.mutuals.experiment.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.mutuals.SideBySide;
import io.mutuals.suggestion.friendgraph.Rankers;
import java.util.Arrays;
import java.util.function.IntPredicate;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

@SideBySide
class BehaviourModelTest {

    private static final int PEOPLE = 1_000;
    private static final int DAYS = 4_000;
    private static final int VIEWER = 7;

    private final CircledGraph generated = CircledGraph.of(PEOPLE, 20, 3);
    private final BehaviourModel model = of(Behaviour.usual(), 5);
    private final int[] page = page(VIEWER);

    @Test
    void actionsOccurInProportionToTheirProbability() {
        assertOften("opens", model.openChance(VIEWER), day -> model.opens(VIEWER, day));
        for (int place = 0; place < 3; place++) {
            int here = place;
            assertOften("notices", model.noticeChance(here), day -> model.notices(VIEWER, here, day));
            assertOften(
                    "sends",
                    model.sendChance(VIEWER, page[here], here),
                    day -> model.sends(VIEWER, page[here], here, day));
        }
        assertOften(
                "accepts",
                model.acceptChance(page[0], VIEWER),
                day -> model.withOutcomes(day).accepts(page[0], VIEWER));
    }

    private static void assertOften(String what, double chance, IntPredicate happens) {
        double share = IntStream.range(0, DAYS).filter(happens).count() / (double) DAYS;
        assertThat(share).as(what).isCloseTo(chance, within(4 * Math.sqrt(chance * (1 - chance) / DAYS)));
        assertThat(chance).isBetween(0.001, 0.999);
    }

    @Test
    void expectedSendsOfAPageEqualTheirMean() {
        double sent = 0;
        for (int day = 0; day < DAYS; day++) {
            for (int place = 0; place < page.length; place++) {
                sent += model.sends(VIEWER, page[place], place, day) ? 1 : 0;
            }
        }
        double expected = expectedSends(VIEWER, page);
        assertThat(sent / DAYS).isCloseTo(expected, within(4 * Math.sqrt(expected / DAYS)));
        assertThat(expectedSends(VIEWER, new int[0])).isZero();
    }

    /** Returns the expected number of requests by a viewer who opens a page with this ranking. */
    private double expectedSends(int viewer, int[] ranking) {
        return IntStream.range(0, ranking.length)
                .mapToDouble(place -> model.sendChance(viewer, ranking[place], place))
                .sum();
    }

    @Test
    void answersDoNotDependOnEarlierCalls() {
        boolean[] forwards = new boolean[DAYS];
        for (int day = 0; day < DAYS; day++) {
            forwards[day] = model.sends(VIEWER, page[0], 0, day);
        }
        BehaviourModel same = of(Behaviour.usual(), 5);
        for (int day = DAYS - 1; day >= 0; day--) {
            same.opens(day % PEOPLE, day);
            assertThat(same.sends(VIEWER, page[0], 0, day)).isEqualTo(forwards[day]);
        }
    }

    @Test
    void otherSeedChangesPeopleAndOtherOutcomesOnlyDays() {
        BehaviourModel others = of(Behaviour.usual(), 6);
        BehaviourModel later = model.withOutcomes(9);
        assertThat(others.openChance(VIEWER)).isNotEqualTo(model.openChance(VIEWER));
        assertThat(later.openChance(VIEWER)).isEqualTo(model.openChance(VIEWER));
        assertThat(later.interest(VIEWER, page[0])).isEqualTo(model.interest(VIEWER, page[0]));
        assertThat(IntStream.range(0, 100).filter(day -> later.opens(VIEWER, day) != model.opens(VIEWER, day)))
                .isNotEmpty();
    }

    @Test
    void interestIsMutualAndHigherWithinACircleAndWithMutualFriends() {
        assertThat(model.interest(VIEWER, page[0])).isEqualTo(model.interest(page[0], VIEWER));
        int[] circles = generated.circles();
        double within = mean(other -> model.interest(VIEWER, other), other -> circles[other] == circles[VIEWER]);
        double outside = mean(other -> model.interest(VIEWER, other), other -> circles[other] != circles[VIEWER]);
        assertThat(within).isGreaterThan(4 * outside);
        int[] nobodys = new int[PEOPLE];
        Arrays.fill(nobodys, -1);
        BehaviourModel withoutCircles = BehaviourModel.of(generated.graph(), nobodys, Behaviour.usual(), 5);
        assertThat(mean(other -> withoutCircles.interest(VIEWER, other), other -> circles[other] == circles[VIEWER]))
                .isBetween(1.5 * outside, 0.8 * within);
    }

    private static double mean(IntToDoubleFunction value, IntPredicate of) {
        return IntStream.range(0, PEOPLE)
                .filter(other -> other != VIEWER && of.test(other))
                .mapToDouble(value)
                .average()
                .orElseThrow();
    }

    @Test
    void rankingByFriendshipsEarnsMoreRequestsThanByPopularityAndOrderMatters() {
        double good = 0;
        double famous = 0;
        double turned = 0;
        for (int viewer = 0; viewer < PEOPLE; viewer++) {
            int[] best = page(viewer);
            good += expectedSends(viewer, best);
            famous += expectedSends(
                    viewer,
                    Rankers.named("popularity")
                            .rank(generated.graph(), viewer, 10)
                            .people());
            turned += expectedSends(
                    viewer,
                    IntStream.range(0, best.length)
                            .map(at -> best[best.length - 1 - at])
                            .toArray());
        }
        assertThat(good).isGreaterThan(2 * famous);
        assertThat(good).isGreaterThan(1.02 * turned);
        // About every third page leads to a request.
        assertThat(good / PEOPLE).isBetween(0.25, 0.45);
    }

    @Test
    void peopleDifferInActivityAndInRequestsSent() {
        double[] opening = IntStream.range(0, PEOPLE)
                .mapToDouble(model::openChance)
                .sorted()
                .toArray();
        assertThat(Arrays.stream(opening).average().orElseThrow()).isCloseTo(0.35, within(0.04));
        assertThat(opening[PEOPLE * 9 / 10]).isGreaterThan(4 * opening[PEOPLE / 10]);
        double[] sending = IntStream.range(0, PEOPLE)
                .mapToDouble(viewer -> expectedSends(viewer, page))
                .sorted()
                .toArray();
        assertThat(sending[PEOPLE * 9 / 10]).isGreaterThan(10 * sending[PEOPLE / 10]);
    }

    @Test
    void requestsExcludeDismissalsAndBlocksAndBlocksAreRare() {
        int dismissed = 0;
        int blocked = 0;
        int sent = 0;
        for (int viewer = 0; viewer < PEOPLE; viewer++) {
            int[] shown = page(viewer);
            for (int day = 0; day < 30; day++) {
                for (int place = 0; place < shown.length; place++) {
                    boolean sends = model.sends(viewer, shown[place], place, day);
                    boolean dismisses = model.dismisses(viewer, shown[place], place, day);
                    boolean blocks = model.blocks(viewer, shown[place], place, day);
                    assertThat(sends && (dismisses || blocks)).isFalse();
                    sent += sends ? 1 : 0;
                    dismissed += dismisses ? 1 : 0;
                    blocked += blocks ? 1 : 0;
                }
            }
        }
        assertThat(dismissed).isBetween(sent / 20, sent);
        assertThat(blocked).isBetween(1, dismissed / 10);
    }

    @Test
    void writingSharingAndReplyingRiseWithInterest() {
        int dear = page[0];
        int stranger = IntStream.range(0, PEOPLE)
                .filter(other -> model.interest(VIEWER, other) < 0.05)
                .findFirst()
                .orElseThrow();
        assertThat(often(days -> days.writesFirst(VIEWER, dear)))
                .isGreaterThan(3 * often(days -> days.writesFirst(VIEWER, stranger)));
        assertThat(often(days -> days.shares(VIEWER, dear, 0)))
                .isGreaterThan(3 * often(days -> days.shares(VIEWER, stranger, 0)));
        assertThat(often(days -> days.replies(VIEWER, dear, 0)))
                .isGreaterThan(3 * often(days -> days.replies(VIEWER, stranger, 0)));
    }

    private interface Question {
        boolean of(BehaviourModel days);
    }

    private long often(Question question) {
        return IntStream.range(0, DAYS)
                .filter(seed -> question.of(model.withOutcomes(seed)))
                .count();
    }

    private BehaviourModel of(Behaviour behaviour, long seed) {
        return BehaviourModel.of(generated.graph(), generated.circles(), behaviour, seed);
    }

    private int[] page(int viewer) {
        return Rankers.named("adamic-adar").rank(generated.graph(), viewer, 10).people();
    }
}
