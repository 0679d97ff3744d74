package io.mutuals.suggestion.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import io.mutuals.SideBySide;
import io.mutuals.TakesLong;
import io.mutuals.suggestion.friendgraph.FriendGraph;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.zip.CRC32;
import org.junit.jupiter.api.Test;

@SideBySide
@TakesLong
class SplitTest {

    @Test
    void withoutTimesTheHashOfThePairDecides() {
        List<TimedFriendship> edges = new ArrayList<>();
        for (long other = 2; other <= 60; other++) {
            edges.add(edge(1, other, 0));
            edges.add(edge(other, other + 1, 0));
        }
        Split split = Split.of(EdgeList.of(edges));
        assertThat(split.byTime()).isFalse();
        Set<String> held = heldOut(split);
        for (TimedFriendship edge : edges) {
            CRC32 crc = new CRC32();
            crc.update((edge.one() + ":" + edge.other()).getBytes(StandardCharsets.US_ASCII));
            assertThat(held.contains(edge.one() + ":" + edge.other())).isEqualTo(crc.getValue() % 10 == 0);
        }
        assertThat(held).isNotEmpty();
    }

    @Test
    void withTimesTheLatestAreHeldOutAndTiesGoByIds() {
        List<TimedFriendship> edges = new ArrayList<>();
        for (int at = 0; at < 17; at++) {
            edges.add(edge(at, at + 1, 100));
        }
        edges.add(edge(0, 5, 300));
        edges.add(edge(0, 9, 200));
        edges.add(edge(0, 3, 200));
        Split split = Split.of(EdgeList.of(edges));
        assertThat(split.byTime()).isTrue();
        assertThat(split.train().friendships()).isEqualTo(17);
        assertThat(heldOut(split)).containsExactlyInAnyOrder("0:3", "0:5", "0:9");
    }

    @Test
    void heldOutFriendsWhomNoTrainPairKnowsAreDropped() {
        List<TimedFriendship> edges = new ArrayList<>();
        for (int at = 0; at < 19; at++) {
            edges.add(edge(at, at + 1, at + 1));
        }
        edges.add(edge(500, 501, 90));
        Split split = Split.byTime(EdgeList.of(edges));
        assertThat(split.train().person(500)).isEqualTo(FriendGraph.NOT_FOUND);
        assertThat(split.dropped()).isEqualTo(3);
        assertThat(split.users()).isEmpty();
        assertThat(split.twoHopCeiling(500)).isZero();
    }

    @Test
    void atMostTwoThousandUsersAreTested() {
        SplittableRandom random = new SplittableRandom(5);
        List<TimedFriendship> edges = new ArrayList<>();
        for (int at = 0; at < 40_000; at++) {
            edges.add(edge(random.nextInt(9_000), 9_000 + random.nextInt(9_000), 0));
        }
        assertThat(Split.of(EdgeList.of(edges)).users()).hasSize(Split.USERS).doesNotHaveDuplicates();
    }

    @Test
    void trainingHidesTrainFriendshipsOnly() {
        EdgeList all = RandomGraphs.groups(7, true);
        Split outer = Split.of(all);
        Set<String> held = heldOut(outer);
        EdgeList train = EdgeList.of(outer.train());
        for (int part = 0; part < 4; part++) {
            Split byHash = Split.byHash(train.edges(), "salt", 10, part, 5_000);
            Split byTime = Split.byTime(train.edges(), "salt", Math.pow(0.85, part), 0.85, 5_000);
            for (Split inner : List.of(byHash, byTime)) {
                Set<String> hidden = heldOut(inner);
                assertThat(hidden).isNotEmpty().doesNotContainAnyElementsOf(held);
                Set<String> seen = pairs(inner.train());
                assertThat(seen).doesNotContainAnyElementsOf(hidden).doesNotContainAnyElementsOf(held);
                assertThat(pairs(outer.train())).containsAll(seen).containsAll(hidden);
            }
        }
    }

    private static TimedFriendship edge(long one, long other, int since) {
        return new TimedFriendship(one, other, since == 0 ? Double.NaN : since, since);
    }

    private static Set<String> heldOut(Split split) {
        Set<String> pairs = new HashSet<>();
        for (int at = 0; at < split.users().length; at++) {
            long user = split.train().id(split.users()[at]);
            for (int friend : split.heldOut()[at]) {
                long other = split.train().id(friend);
                pairs.add(Math.min(user, other) + ":" + Math.max(user, other));
            }
        }
        return pairs;
    }

    private static Set<String> pairs(FriendGraph graph) {
        Set<String> pairs = new HashSet<>();
        EdgeList.of(graph).edges().forEach(edge -> pairs.add(edge.one() + ":" + edge.other()));
        return pairs;
    }
}
