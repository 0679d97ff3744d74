package io.mutuals.suggestion.evaluation;

import io.mutuals.suggestion.friendgraph.FriendGraph;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.zip.CRC32;

/**
 * A graph split into training friendships, which a ranker sees, and held-out friendships, which it must predict.
 *
 * @param train the graph of the training friendships
 * @param users the test users: people of {@code train} with a held-out friend, in the order of a hash of their ids
 * @param heldOut the held-out friends of each test user, as people of {@code train}, ascending
 * @param byTime whether the latest friendships are held out rather than a hash-selected sample
 * @param heldOutFriendships the number of held-out friendships between people of {@code train}
 * @param dropped the number of held-out friendships dropped because a person is not in {@code train}
 */
@SuppressWarnings("ArrayRecordComponent") // read in hot loops, never compared
public record Split(
        FriendGraph train, int[] users, int[][] heldOut, boolean byTime, int heldOutFriendships, int dropped) {

    /** The maximal number of test users. */
    public static final int USERS = 2_000;

    static final double TRAIN_PART = 0.85;
    static final int HASH_PARTS = 10;

    /** Splits by time if the friendships have times, else by hash. */
    public static Split of(EdgeList edges) {
        return edges.timed() ? byTime(edges) : byHash(edges);
    }

    /** Holds out one friendship in ten, selected by a hash: the same ones on every machine. */
    public static Split byHash(EdgeList edges) {
        return byHash(edges.edges(), "", HASH_PARTS, 0, USERS);
    }

    /** Holds out the latest 15 %; friendships without a time count as the earliest. */
    public static Split byTime(EdgeList edges) {
        return byTime(edges.edges(), "", 1, TRAIN_PART, USERS);
    }

    /**
     * Holds out part {@code part} of {@code parts} parts of the friendships.
     *
     * @param salt the salt of the hash that selects the parts, and the users if there are more than {@code users}
     */
    static Split byHash(List<TimedFriendship> edges, String salt, int parts, int part, int users) {
        Predicate<TimedFriendship> isHeldOut = edge -> hash(salt + edge.one() + ":" + edge.other()) % parts == part;
        List<TimedFriendship> train = edges.stream().filter(isHeldOut.negate()).toList();
        List<TimedFriendship> heldOut = edges.stream().filter(isHeldOut).toList();
        return of(train, heldOut, false, salt, users);
    }

    /**
     * Keeps the earliest friendships, and holds out the latest of these.
     *
     * @param salt the salt of the hash that selects the users if there are more than {@code users}
     * @param seen the fraction of the friendships to keep, from 0 to 1
     * @param trainPart the fraction of the kept friendships to train on, from 0 to 1
     */
    static Split byTime(List<TimedFriendship> edges, String salt, double seen, double trainPart, int users) {
        List<TimedFriendship> sorted = edges.stream()
                .sorted(Comparator.comparingDouble(
                                (TimedFriendship edge) -> edge.hasTime() ? edge.time() : Double.NEGATIVE_INFINITY)
                        .thenComparingLong(TimedFriendship::one)
                        .thenComparingLong(TimedFriendship::other))
                .limit((long) Math.floor(seen * edges.size()))
                .toList();
        int cut = (int) Math.floor(trainPart * sorted.size());
        return of(sorted.subList(0, cut), sorted.subList(cut, sorted.size()), true, salt, users);
    }

    private static Split of(
            List<TimedFriendship> trainEdges,
            List<TimedFriendship> heldOutEdges,
            boolean byTime,
            String salt,
            int most) {
        FriendGraph train = EdgeList.graph(trainEdges);
        List<List<Integer>> held = new ArrayList<>(train.people());
        for (int person = 0; person < train.people(); person++) {
            held.add(List.of());
        }
        int kept = 0;
        for (TimedFriendship edge : heldOutEdges) {
            int one = train.person(edge.one());
            int other = train.person(edge.other());
            if (one != FriendGraph.NOT_FOUND && other != FriendGraph.NOT_FOUND) {
                kept++;
                hold(held, one, other);
                hold(held, other, one);
            }
        }
        int[] users = IntStream.range(0, train.people())
                .filter(person -> !held.get(person).isEmpty())
                .boxed()
                .sorted(Comparator.comparingLong((Integer person) -> hash(salt + train.id(person)))
                        .thenComparingInt(person -> person))
                .limit(most)
                .mapToInt(person -> person)
                .toArray();
        int[][] heldOut = Arrays.stream(users)
                .mapToObj(user -> held.get(user).stream()
                        .mapToInt(friend -> friend)
                        .sorted()
                        .toArray())
                .toArray(int[][]::new);
        return new Split(train, users, heldOut, byTime, kept, heldOutEdges.size() - kept);
    }

    private static void hold(List<List<Integer>> held, int person, int friend) {
        if (held.get(person).isEmpty()) {
            held.set(person, new ArrayList<>());
        }
        held.get(person).add(friend);
    }

    private static long hash(String text) {
        CRC32 crc = new CRC32();
        crc.update(text.getBytes(StandardCharsets.US_ASCII));
        return crc.getValue();
    }

    /**
     * Returns the highest recall that a ranker of friends of friends can reach: the fraction of the held-out friends of
     * the first {@code most} test users who are friends of friends in {@code train}.
     */
    public double twoHopCeiling(int most) {
        int sought = 0;
        int reached = 0;
        for (int at = 0; at < Math.min(most, users.length); at++) {
            int user = users[at];
            sought += heldOut[at].length;
            reached += (int) Arrays.stream(heldOut[at])
                    .filter(friend -> haveCommonFriend(user, friend))
                    .count();
        }
        return sought == 0 ? 0 : (double) reached / sought;
    }

    private boolean haveCommonFriend(int one, int other) {
        int from = train.first(one);
        return IntStream.range(from, from + train.degree(one))
                .anyMatch(at -> train.areFriends(train.friends()[at], other));
    }
}
