package io.mutuals.suggestion.friendgraph;

import static org.assertj.core.api.Assertions.assertThat;

import io.mutuals.SideBySide;
import io.mutuals.TakesLong;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** Compares a changing graph with sets that undergo the same changes. */
@SideBySide
@TakesLong
class LiveFriendGraphTest {

    private static final int PEOPLE = 50;

    @Test
    void randomChangesYieldTheSameGraphAsARebuild() {
        for (long seed = 1; seed <= 30; seed++) {
            Random random = new Random(seed);
            // Run rarely, so that changes occur during compaction.
            List<Runnable> later = new ArrayList<>();
            Map<Long, NavigableMap<Long, Integer>> truth = new TreeMap<>();
            LiveFriendGraph live = new LiveFriendGraph(new FriendGraph.Builder().build(), later::add);
            List<FriendGraph> versions = new ArrayList<>();
            List<Map<Long, NavigableMap<Long, Integer>>> truths = new ArrayList<>();
            for (int step = 0; step < 3000; step++) {
                applyRandomChange(random, truth, live);
                if (step % 300 == 0) {
                    versions.add(live.current());
                    truths.add(copy(truth));
                }
                if (random.nextInt(50) == 0) {
                    List.copyOf(later).forEach(Runnable::run);
                    later.clear();
                }
            }
            versions.add(live.current());
            truths.add(truth);
            for (int version = 0; version < versions.size(); version++) {
                assertThat(asMaps(versions.get(version)))
                        .as("seed %d, version %d", seed, version)
                        .isEqualTo(withoutEmptyRows(truths.get(version)));
            }
            assertSameRankings(live.current(), truth);
        }
    }

    @Test
    void rowsReadBeforeAChangeDoNotUndoIt() {
        LiveFriendGraph live = new LiveFriendGraph(
                new FriendGraph.Builder().friendship(1, 2, 5).build(), Runnable::run);
        try (LiveFriendGraph.Reading reading = live.reading()) {
            FriendRow read = new FriendRow(1, new long[] {2, 4}, new int[] {5, 6}, 0);
            live.formed(1, 3, 7);
            live.ended(2, 1);

            live.replace(reading, List.of(read));
        }
        assertThat(asMaps(live.current()))
                .isEqualTo(Map.of(
                        1L, new TreeMap<>(Map.of(3L, 7, 4L, 6)),
                        3L, new TreeMap<>(Map.of(1L, 7)),
                        4L, new TreeMap<>(Map.of(1L, 6))));
    }

    @Test
    void changesDuringAFullReadAreNotLost() {
        LiveFriendGraph live = new LiveFriendGraph(new FriendGraph.Builder().build(), Runnable::run);
        try (LiveFriendGraph.Reading reading = live.reading()) {
            live.formed(1, 3, 7);
            try (LiveFriendGraph.Reading other = live.reading()) {
                live.replace(other, List.of(new FriendRow(5, new long[] {1}, new int[] {9}, 0)));
            }
            live.ended(1, 2);

            live.restart(
                    reading,
                    new FriendGraph.Builder().friendship(1, 2, 5).person(8).build());
        }
        assertThat(asMaps(live.current()))
                .isEqualTo(Map.of(
                        1L, new TreeMap<>(Map.of(3L, 7, 5L, 9)),
                        3L, new TreeMap<>(Map.of(1L, 7)),
                        5L, new TreeMap<>(Map.of(1L, 9))));
    }

    @Test
    void formerFriendsAreCountedOnceWhateverIsReadMeanwhileAndWhereverRowsMove() {
        LiveFriendGraph live = new LiveFriendGraph(
                new FriendGraph.Builder()
                        .friendship(1, 2, 5)
                        .friendship(1, 3, 5)
                        .formerFriends(1, 7)
                        .build(),
                Runnable::run);
        live.ended(1, 2);
        live.ended(2, 1);
        assertThat(former(live, 1, 2, 3)).containsExactly(8, 1, 0);
        assertThat(live.current().everFriends(live.current().person(1))).isEqualTo(9);
        try (LiveFriendGraph.Reading reading = live.reading()) {
            live.ended(1, 3);
            live.replace(reading, List.of(new FriendRow(1, new long[] {3}, new int[] {5}, 8)));
        }
        assertThat(former(live, 1, 2, 3)).containsExactly(9, 1, 1);
        try (LiveFriendGraph.Reading reading = live.reading()) {
            live.replace(
                    reading,
                    List.of(
                            new FriendRow(1, new long[0], new int[0], 9),
                            new FriendRow(3, new long[0], new int[0], 1),
                            new FriendRow(600, new long[0], new int[0], 4)));
        }
        assertThat(former(live, 1, 2, 3, 600)).containsExactly(9, 1, 1, 4);
        for (long other = 1_000; other < 4_000; other++) {
            live.formed(1, other, 9);
        }
        assertThat(former(live, 1, 2, 3, 600)).containsExactly(9, 1, 1, 4);
        FriendGraph then = live.current().asOf(3);
        assertThat(then.everFriends(then.person(1))).isEqualTo(9);
    }

    private static List<Integer> former(LiveFriendGraph live, long... ids) {
        FriendGraph graph = live.current();
        return Arrays.stream(ids)
                .mapToObj(id -> graph.formerFriends(graph.person(id)))
                .toList();
    }

    @Test
    void emptyRowEndsAllFriendshipsOfAUser() {
        LiveFriendGraph live = new LiveFriendGraph(
                new FriendGraph.Builder()
                        .friendship(1, 2, 5)
                        .friendship(2, 3, 5)
                        .build(),
                Runnable::run);
        try (LiveFriendGraph.Reading reading = live.reading()) {
            live.replace(reading, List.of(new FriendRow(2, new long[0], new int[0], 1)));
        }
        assertThat(live.current().friendships()).isZero();
    }

    @Test
    void takesAtMostTwelveBytesPerDirectedFriendship() {
        FriendGraph generated = SkewedGraph.of(100_000, 40, 1);
        LiveFriendGraph live = new LiveFriendGraph(generated, Runnable::run);
        Random random = new Random(2);
        double most = 0;
        for (int change = 0; change < 20_000; change++) {
            long one = 1L + random.nextInt(100_000);
            long other = 1L + random.nextInt(100_000);
            if (random.nextBoolean()) {
                live.formed(one, other, 1_700_000_000);
            } else {
                FriendGraph graph = live.current();
                int person = graph.person(one);
                live.ended(one, graph.id(graph.friends()[graph.first(person)]));
            }
            FriendGraph graph = live.current();
            most = Math.max(most, graph.bytes() / (2.0 * graph.friendships()));
        }
        assertThat(generated.bytes() / (2.0 * generated.friendships())).isLessThan(8.6);
        assertThat(most).isLessThan(12);
    }

    @Test
    void readersSeeConsistentVersionsDuringChangesAndCompaction() throws InterruptedException {
        FriendGraph start = SkewedGraph.of(300, 10, 3);
        LiveFriendGraph live =
                new LiveFriendGraph(start, task -> Thread.ofVirtual().start(task));
        AtomicBoolean done = new AtomicBoolean();
        List<String> violations = new ArrayList<>();
        Thread reader = Thread.ofPlatform().start(() -> {
            while (!done.get() && violations.isEmpty()) {
                FriendGraph graph = live.current();
                for (int person = 0; person < graph.people(); person++) {
                    int from = graph.first(person);
                    for (int at = from; at < from + graph.degree(person); at++) {
                        int friend = graph.friends()[at];
                        if (!graph.areFriends(friend, person) || (at > from && graph.friends()[at - 1] >= friend)) {
                            violations.add(person + " and " + friend);
                        }
                    }
                }
            }
        });
        Random random = new Random(4);
        for (int change = 0; change < 50_000; change++) {
            long one = 1L + random.nextInt(310);
            long other = 1L + random.nextInt(310);
            if (random.nextBoolean()) {
                live.formed(one, other, 1);
            } else {
                live.ended(one, other);
            }
        }
        done.set(true);
        reader.join();
        assertThat(violations).isEmpty();
    }

    private static void applyRandomChange(
            Random random, Map<Long, NavigableMap<Long, Integer>> truth, LiveFriendGraph live) {
        // Newcomers' ids fall between existing ids.
        long one = 1L + random.nextInt(PEOPLE) * 7L % PEOPLE;
        long other = 1L + random.nextInt(PEOPLE);
        if (one == other) {
            return;
        }
        int since = 1 + random.nextInt(1000);
        switch (random.nextInt(10)) {
            case 0, 1, 2, 3, 4 -> {
                form(truth, one, other, since);
                live.formed(one, other, since);
            }
            case 5, 6, 7 -> {
                end(truth, one, other);
                live.ended(one, other);
                live.ended(one, other);
            }
            case 8 -> {
                try (LiveFriendGraph.Reading reading = live.reading()) {
                    TreeMap<Long, Integer> row = new TreeMap<>(truth.getOrDefault(one, new TreeMap<>()));
                    row.keySet().forEach(friend -> end(truth, one, friend));
                    row.remove(1 + other % PEOPLE);
                    row.put(other, since);
                    row.forEach((friend, time) -> form(truth, one, friend, time));
                    long third = 1L + random.nextInt(PEOPLE);
                    form(truth, third, one, since + 1);
                    live.formed(third, one, since + 1);
                    live.replace(reading, List.of(row(one, row)));
                }
            }
            default -> {
                try (LiveFriendGraph.Reading reading = live.reading()) {
                    FriendGraph read = built(truth);
                    form(truth, one, other, since);
                    live.formed(one, other, since);
                    live.restart(reading, read);
                }
            }
        }
    }

    private static FriendRow row(long id, Map<Long, Integer> friends) {
        return new FriendRow(
                id,
                friends.keySet().stream().mapToLong(Long::longValue).toArray(),
                friends.values().stream().mapToInt(Integer::intValue).toArray(),
                0);
    }

    private static void form(Map<Long, NavigableMap<Long, Integer>> truth, long one, long other, int since) {
        if (one != other) {
            truth.computeIfAbsent(one, absent -> new TreeMap<>()).put(other, since);
            truth.computeIfAbsent(other, absent -> new TreeMap<>()).put(one, since);
        }
    }

    private static void end(Map<Long, NavigableMap<Long, Integer>> truth, long one, long other) {
        truth.getOrDefault(one, new TreeMap<>()).remove(other);
        truth.getOrDefault(other, new TreeMap<>()).remove(one);
    }

    private static FriendGraph built(Map<Long, NavigableMap<Long, Integer>> truth) {
        FriendGraph.Builder builder = new FriendGraph.Builder();
        truth.forEach((one, friends) -> friends.forEach((other, since) -> builder.friendship(one, other, since)));
        return builder.build();
    }

    private static Map<Long, NavigableMap<Long, Integer>> asMaps(FriendGraph graph) {
        Map<Long, NavigableMap<Long, Integer>> maps = new HashMap<>();
        for (int person = 0; person < graph.people(); person++) {
            TreeMap<Long, Integer> friends = new TreeMap<>();
            for (int at = graph.first(person); at < graph.first(person) + graph.degree(person); at++) {
                friends.put(graph.id(graph.friends()[at]), graph.since()[at]);
            }
            assertThat(graph.person(graph.id(person))).isEqualTo(person);
            if (!friends.isEmpty()) {
                maps.put(graph.id(person), friends);
            }
        }
        assertThat(maps.values().stream().mapToInt(NavigableMap::size).sum()).isEqualTo(2 * graph.friendships());
        return maps;
    }

    private static Map<Long, NavigableMap<Long, Integer>> withoutEmptyRows(
            Map<Long, NavigableMap<Long, Integer>> truth) {
        Map<Long, NavigableMap<Long, Integer>> some = new HashMap<>(truth);
        some.values().removeIf(NavigableMap::isEmpty);
        return some;
    }

    private static Map<Long, NavigableMap<Long, Integer>> copy(Map<Long, NavigableMap<Long, Integer>> truth) {
        Map<Long, NavigableMap<Long, Integer>> copy = new TreeMap<>();
        truth.forEach((id, friends) -> copy.put(id, new TreeMap<>(friends)));
        return copy;
    }

    private static void assertSameRankings(FriendGraph live, Map<Long, NavigableMap<Long, Integer>> truth) {
        FriendGraph.Builder builder = new FriendGraph.Builder();
        truth.forEach((one, friends) -> {
            friends.forEach((other, since) -> builder.friendship(one, other, since));
            if (live.person(one) != FriendGraph.NOT_FOUND) {
                builder.formerFriends(one, live.formerFriends(live.person(one)));
            }
        });
        FriendGraph built = builder.build();
        TwoHopRanker ranker = TwoHopRanker.by(TwoHopScore.ADAMIC_ADAR).withLoneFriendLimit(10);
        for (int person = 0; person < built.people(); person++) {
            long id = built.id(person);
            TwoHopRanking expected = ranker.rankWithCommon(built, person, 20);
            TwoHopRanking ranking = ranker.rankWithCommon(live, live.person(id), 20);
            assertThat(ids(live, ranking)).isEqualTo(ids(built, expected));
            assertThat(ranking.ranking().scores()).isEqualTo(expected.ranking().scores());
            assertThat(ranking.commonFriends()).isEqualTo(expected.commonFriends());
        }
    }

    private static List<Long> ids(FriendGraph graph, TwoHopRanking ranking) {
        return Arrays.stream(ranking.ranking().people()).mapToObj(graph::id).toList();
    }
}
