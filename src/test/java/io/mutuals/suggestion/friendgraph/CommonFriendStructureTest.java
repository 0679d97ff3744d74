package io.mutuals.suggestion.friendgraph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.mutuals.SideBySide;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Circles among mutual friends equal pairwise comparison. */
@SideBySide
class CommonFriendStructureTest {

    private static final int PEOPLE = 220;

    private final FriendGraph graph = graph();
    private final GraphFeatures land = GraphFeatures.of(graph);

    /** Most people have few friends; every tenth has so many that a friend set spans several words. */
    private static FriendGraph graph() {
        Random random = new Random(5);
        FriendGraph.Builder graph = new FriendGraph.Builder();
        for (int one = 0; one < PEOPLE; one++) {
            for (int other = one + 1; other < PEOPLE; other++) {
                boolean near = other - one < 8;
                double sociable = (one % 10 == 0 ? 0.5 : 0.02) + (other % 10 == 0 ? 0.2 : 0);
                if (random.nextDouble() < (near ? 0.4 : sociable)) {
                    graph.friendship(one, other, 0);
                }
            }
        }
        return graph.friendship(PEOPLE, 0, 0).build();
    }

    @Test
    void matchesPairwiseComparisonOfMutualFriends() {
        CommonFriendStructure circles = new CommonFriendStructure(land);
        Set<Integer> partsSeen = new HashSet<>();
        for (int user = 0; user < graph.people(); user++) {
            circles.selectUser(user);
            for (int candidate = 0; candidate < graph.people(); candidate++) {
                if (candidate == user) {
                    continue;
                }
                List<Integer> common = common(user, candidate);
                circles.measure(candidate);

                assertThat(circles.size).isEqualTo(common.size());
                assertThat(circles.linkCount)
                        .isEqualTo(common.stream()
                                        .mapToInt(friend -> degreeWithin(common, friend))
                                        .sum()
                                / 2);
                assertThat(circles.linkedFriends).isEqualTo((int) common.stream()
                        .filter(friend -> degreeWithin(common, friend) > 0)
                        .count());
                assertThat(circles.components).isEqualTo(parts(common));
                assertThat((double) circles.adamic)
                        .isCloseTo(
                                common.stream()
                                        .mapToDouble(friend -> degreeWithin(common, friend)
                                                / Math.log(Math.max(2, graph.degree(friend))))
                                        .sum(),
                                within(1e-3));
                assertThat((double) circles.allocation)
                        .isCloseTo(
                                common.stream()
                                        .mapToDouble(
                                                friend -> (double) degreeWithin(common, friend) / graph.degree(friend))
                                        .sum(),
                                within(1e-3));
                partsSeen.add(circles.components);
            }
        }
        assertThat(partsSeen).contains(0, 1, 2, 3);
        assertThat(IntStream.range(0, graph.people()).map(graph::degree).max().orElse(0))
                .isGreaterThan(Long.SIZE);
    }

    @Test
    void featureColumnsContainTheMeasures() {
        FeatureExtractor extractor = new FeatureExtractor(land);
        for (int user : new int[] {0, 1, 110}) {
            FeatureMatrix candidates = extractor.extract(user);
            assertThat(candidates.size()).isGreaterThan(50);
            for (int at = 0; at < candidates.size(); at++) {
                List<Integer> common = common(user, candidates.people()[at]);
                double links = common.stream()
                                .mapToInt(friend -> degreeWithin(common, friend))
                                .sum()
                        / 2.0;
                double pairs = common.size() * (common.size() - 1) / 2.0;

                assertThat(column(candidates, at, Feature.CIRCLE_LINKS)).isEqualTo((float) links);
                assertThat(column(candidates, at, Feature.CIRCLE_PARTS)).isEqualTo(parts(common));
                assertThat(column(candidates, at, Feature.CIRCLE_DENSITY))
                        .isCloseTo((float) (links / Math.max(1, pairs)), within(1e-5f));
            }
        }
    }

    @Test
    void considersOnlyTheFirstFriendsOfVeryConnectedUsers() {
        FriendGraph.Builder star = new FriendGraph.Builder();
        for (int friend = 2; friend < CommonFriendStructure.MAX_FRIENDS + 102; friend++) {
            star.friendship(0, friend, 0).friendship(1, friend, 0);
        }
        CommonFriendStructure circles = new CommonFriendStructure(GraphFeatures.of(star.build()));
        circles.selectUser(0);
        circles.measure(1);

        assertThat(circles.size).isEqualTo(CommonFriendStructure.MAX_FRIENDS);
        assertThat(circles.components).isEqualTo(CommonFriendStructure.MAX_FRIENDS);
    }

    private static float column(FeatureMatrix candidates, int at, Feature feature) {
        return candidates.rows()[at * FeatureMatrix.width() + feature.ordinal()];
    }

    private List<Integer> common(int one, int other) {
        return IntStream.range(0, graph.people())
                .filter(friend -> graph.areFriends(one, friend) && graph.areFriends(other, friend))
                .boxed()
                .toList();
    }

    private int degreeWithin(List<Integer> people, int person) {
        return (int)
                people.stream().filter(other -> graph.areFriends(person, other)).count();
    }

    private int parts(List<Integer> people) {
        Set<Integer> left = new HashSet<>(people);
        int parts = 0;
        for (int person : people) {
            Deque<Integer> next = new ArrayDeque<>();
            if (left.remove(person)) {
                parts++;
                next.add(person);
            }
            while (!next.isEmpty()) {
                int from = next.remove();
                people.stream()
                        .filter(other -> graph.areFriends(from, other))
                        .filter(left::remove)
                        .forEach(next::add);
            }
        }
        return parts;
    }
}
