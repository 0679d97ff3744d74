package io.mutuals.suggestion.strategy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.mutuals.SideBySide;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

@SideBySide
class TeamDraftTest {

    private static final int SEEDS = 2_000;

    @Test
    void eachTeamPicksItsBestRemainingCandidate() {
        long[] first = {1, 2, 3, 4};
        long[] second = {3, 1, 5, 6};
        for (long seed = 0; seed < 50; seed++) {
            InterleavedPage draft = TeamDraft.of(first, second, 4, seed);
            List<Long> gone = new ArrayList<>();
            for (int place = 0; place < draft.size(); place++) {
                long[] ranking = draft.teams()[place] == Team.A ? first : second;
                long best = LongStream.of(ranking)
                        .filter(person -> !gone.contains(person))
                        .findFirst()
                        .orElseThrow();
                assertThat(draft.people()[place])
                        .as("seed %d, place %d", seed, place)
                        .isEqualTo(best);
                gone.add(best);
            }
        }
    }

    @Test
    void eachTeamPicksOncePerRound() {
        for (long seed = 0; seed < 200; seed++) {
            InterleavedPage draft = TeamDraft.of(people(1, 30), people(10, 40), 20, seed);
            assertThat(draft.size()).isEqualTo(20);
            for (int round = 0; round < 20; round += 2) {
                assertThat(draft.teams()[round]).isNotEqualTo(draft.teams()[round + 1]);
            }
        }
    }

    @Test
    void fairCoinDecidesEachRoundWhichTeamPicksFirst() {
        int[] first = new int[5];
        int same = 0;
        for (long seed = 0; seed < SEEDS; seed++) {
            InterleavedPage draft = TeamDraft.of(people(1, 20), people(101, 120), 10, seed);
            for (int round = 0; round < 5; round++) {
                first[round] += draft.teams()[2 * round] == Team.A ? 1 : 0;
            }
            same += draft.teams()[0] == draft.teams()[2] ? 1 : 0;
        }
        // Four standard errors of a fair coin.
        for (int count : first) {
            assertThat((double) count / SEEDS).isCloseTo(0.5, within(0.045));
        }
        assertThat((double) same / SEEDS).isCloseTo(0.5, within(0.045));
    }

    @Test
    void pageHasNoDuplicatesAndRespectsTheLimit() {
        SplittableRandom random = new SplittableRandom(4);
        for (long seed = 0; seed < SEEDS; seed++) {
            long[] first = randomRanking(random);
            long[] second = randomRanking(random);
            int limit = random.nextInt(12);
            InterleavedPage draft = TeamDraft.of(first, second, limit, seed);
            long distinct = LongStream.concat(LongStream.of(first), LongStream.of(second))
                    .distinct()
                    .count();
            assertThat(draft.people()).doesNotHaveDuplicates().hasSize((int) Math.min(limit, distinct));
            assertThat(draft.teams()).doesNotContainNull().hasSameSizeAs(draft.people());
        }
    }

    @Test
    void remainingTeamFillsThePageWhenTheOtherIsExhausted() {
        InterleavedPage draft = TeamDraft.of(people(1, 10), new long[] {20}, 6, 3);
        assertThat(draft.people()).contains(20).hasSize(6);
        assertThat(Arrays.stream(draft.teams()).filter(team -> team == Team.B)).hasSize(1);
        assertThat(TeamDraft.of(new long[0], people(1, 3), 6, 3).teams()).containsOnly(Team.B);
        assertThat(TeamDraft.of(new long[0], new long[0], 6, 3).size()).isZero();
    }

    @Test
    void sameSeedYieldsTheSamePageAndDifferentSeedsDifferentPages() {
        long[] first = people(1, 20);
        long[] second = people(21, 40);
        assertThat(TeamDraft.of(first, second, 10, 7).people())
                .isEqualTo(TeamDraft.of(first, second, 10, 7).people());
        assertThat(LongStream.range(0, 20)
                        .mapToObj(seed -> Arrays.toString(
                                TeamDraft.of(first, second, 10, seed).people()))
                        .distinct())
                .hasSizeGreaterThan(10);
    }

    private static long[] people(long from, long to) {
        return LongStream.rangeClosed(from, to).toArray();
    }

    private static long[] randomRanking(SplittableRandom random) {
        return random.longs(random.nextInt(9), 0, 12).distinct().toArray();
    }
}
