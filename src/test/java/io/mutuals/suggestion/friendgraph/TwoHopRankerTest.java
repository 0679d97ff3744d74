package io.mutuals.suggestion.friendgraph;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.mutuals.SideBySide;
import io.mutuals.TakesLong;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Compares every score with its formula, computed with sets and maps, on random graphs with hubs. */
@SideBySide
@TakesLong
class TwoHopRankerTest {

    private static final int PEOPLE = 70;

    @ParameterizedTest
    @EnumSource
    void matchesTheFormulaOnRandomGraphs(TwoHopScore score) {
        for (long seed = 1; seed <= 20; seed++) {
            compare(score, TwoHopRanker.UNLIMITED, TwoHopRanker.UNLIMITED, seed);
        }
    }

    @ParameterizedTest
    @EnumSource
    void appliesHubAndLoneFriendLimits(TwoHopScore score) {
        for (long seed = 1; seed <= 20; seed++) {
            compare(score, 12, TwoHopRanker.UNLIMITED, seed);
            compare(score, TwoHopRanker.UNLIMITED, 5, seed);
            compare(score, 12, 5, seed);
        }
    }

    @Test
    void singleMutualFriendAboveTheLoneFriendLimitIsNoEvidence() {
        FriendGraph.Builder builder = new FriendGraph.Builder();
        for (long patient = 2; patient <= 30; patient++) {
            builder.friendship(1, patient, 0);
        }
        FriendGraph graph = builder.friendship(2, 40, 0).friendship(40, 3, 0).build();
        TwoHopRanker ranker = TwoHopRanker.by(TwoHopScore.ADAMIC_ADAR).withLoneFriendLimit(10);

        TwoHopRanking ranking = ranker.rankWithCommon(graph, graph.person(2), 10);

        assertThat(ids(graph, ranking.ranking())).containsExactly(3L);
        assertThat(ranking.commonFriends()).containsExactly(2);
    }

    @Test
    void personWithoutFriendsHasAnEmptyRanking() {
        FriendGraph graph =
                new FriendGraph.Builder().person(7).friendship(1, 2, 0).build();

        assertThat(TwoHopRanker.by(TwoHopScore.JACCARD)
                        .rank(graph, graph.person(7), 10)
                        .size())
                .isZero();
    }

    @Test
    void equalSumsOfSharesAreTies() {
        // 1/3 + 1/6 = 1/2
        FriendGraph.Builder builder = new FriendGraph.Builder()
                .friendship(1, 100, 0)
                .friendship(100, 20, 0)
                .friendship(1, 101, 0)
                .friendship(101, 10, 0)
                .friendship(101, 200, 0)
                .friendship(1, 102, 0)
                .friendship(102, 10, 0);
        for (long more = 300; more < 304; more++) {
            builder.friendship(102, more, 0);
        }
        FriendGraph graph = builder.build();

        Ranking ranking = TwoHopRanker.by(TwoHopScore.RESOURCE_ALLOCATION).rank(graph, graph.person(1), 2);

        assertThat(ids(graph, ranking)).containsExactly(10L, 20L);
        assertThat(ranking.scores()).containsExactly(0.5, 0.5);
    }

    private static void compare(TwoHopScore score, int hubLimit, int loneFriendLimit, long seed) {
        Map<Long, Set<Long>> friends = randomGraph(new Random(seed));
        FriendGraph.Builder builder = new FriendGraph.Builder();
        friends.forEach((one, others) -> others.forEach(other -> builder.friendship(one, other, 0)));
        Map<Long, Integer> former = new HashMap<>();
        Random random = new Random(-seed);
        friends.keySet().forEach(one -> former.put(one, random.nextInt(3) == 0 ? random.nextInt(8) : 0));
        former.forEach(builder::formerFriends);
        FriendGraph graph = builder.build();
        TwoHopRanker ranker = TwoHopRanker.by(score).withHubLimit(hubLimit).withLoneFriendLimit(loneFriendLimit);
        for (long id : friends.keySet()) {
            for (int places : new int[] {1, 3, 20, 1000}) {
                List<Expected> expected = formula(score, friends, former, id, hubLimit, loneFriendLimit).stream()
                        .limit(places)
                        .toList();

                TwoHopRanking ranking = ranker.rankWithCommon(graph, graph.person(id), places);

                assertThat(ids(graph, ranking.ranking()))
                        .as("seed %d, person %d", seed, id)
                        .isEqualTo(expected.stream().map(Expected::id).toList());
                for (int place = 0; place < expected.size(); place++) {
                    assertThat(ranking.ranking().scores()[place])
                            .isCloseTo(expected.get(place).score(), Offset.offset(1e-7));
                    assertThat(ranking.commonFriends()[place])
                            .isEqualTo(expected.get(place).common());
                }
            }
        }
    }

    private static Map<Long, Set<Long>> randomGraph(Random random) {
        Map<Long, Set<Long>> friends = new HashMap<>();
        for (int edge = 0; edge < PEOPLE * 3; edge++) {
            long one = 10L * (1 + random.nextInt(PEOPLE));
            long other = 10L * (1 + (random.nextInt(3) == 0 ? random.nextInt(4) : random.nextInt(PEOPLE)));
            if (one != other) {
                friends.computeIfAbsent(one, absent -> new HashSet<>()).add(other);
                friends.computeIfAbsent(other, absent -> new HashSet<>()).add(one);
            }
        }
        return friends;
    }

    private static List<Expected> formula(
            TwoHopScore score,
            Map<Long, Set<Long>> friends,
            Map<Long, Integer> former,
            long person,
            int hubLimit,
            int loneFriendLimit) {
        List<Expected> expected = new ArrayList<>();
        Set<Long> own = requireNonNull(friends.get(person));
        for (long candidate : friends.keySet()) {
            if (candidate == person || own.contains(candidate)) {
                continue;
            }
            Set<Long> theirs = requireNonNull(friends.get(candidate));
            List<Long> shared = own.stream()
                    .filter(theirs::contains)
                    .filter(friend -> requireNonNull(friends.get(friend)).size() <= hubLimit)
                    .toList();
            List<Integer> degrees = shared.stream()
                    .map(friend -> requireNonNull(friends.get(friend)).size())
                    .toList();
            int common = degrees.size();
            if (common == 0
                    || (common == 1
                            && (long) degrees.getFirst() + requireNonNull(former.get(shared.getFirst()))
                                    > loneFriendLimit)) {
                continue;
            }
            double value = switch (score) {
                case COMMON_NEIGHBOURS -> common;
                case JACCARD -> (double) common / (own.size() + theirs.size() - common);
                case ADAMIC_ADAR -> sum(degrees, degree -> 1e9 / Math.log(Math.max(degree, 2))) / 1e9;
                case RESOURCE_ALLOCATION -> sum(degrees, degree -> 931_170_240.0 / degree) / 931_170_240.0;
                case HUB_DEPRESSED -> (double) common / Math.max(own.size(), theirs.size());
            };
            expected.add(new Expected(candidate, value, common));
        }
        expected.sort(Comparator.comparingDouble(Expected::score).reversed().thenComparingLong(Expected::id));
        return expected;
    }

    private static double sum(List<Integer> degrees, java.util.function.ToDoubleFunction<Integer> weight) {
        return degrees.stream()
                .mapToLong(degree -> Math.round(weight.applyAsDouble(degree)))
                .sum();
    }

    private static List<Long> ids(FriendGraph graph, Ranking ranking) {
        return java.util.Arrays.stream(ranking.people()).mapToObj(graph::id).toList();
    }

    private record Expected(long id, double score, int common) {}
}
