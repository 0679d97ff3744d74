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
 * A graph in two parts: friendships that a ranker may see, and later or randomly chosen ones that it has to find.
 *
 * @param train what a ranker may see
 * @param users who is tested: people with a held-out friend, as numbers in {@code train}, in the order of a hash of their ids
 * @param heldOut for each of {@code users} the held-out friends, as numbers in {@code train}, ascending
 * @param byTime whether the latest friendships are held out, and not randomly chosen ones
 * @param heldOutFriendships how many friendships are held out between people of {@code train}
 * @param dropped how many held-out friendships were dropped because they have a person whom {@code train} does not know
 */
@SuppressWarnings("ArrayRecordComponent") // read in hot loops, never compared
public record Split(
        FriendGraph train, int[] users, int[][] heldOut, boolean byTime, int heldOutFriendships, int dropped) {

    /** How many users are tested at most. */
    public static final int USERS = 2_000;

    static final double TRAIN_PART = 0.85;
    static final int HASH_PARTS = 10;

    /** By time when the friendships have times, else by hash. */
    public static Split of(EdgeList edges) {
        return edges.timed() ? byTime(edges) : byHash(edges);
    }

    /** Holds out the friendships whose hash says so: one in ten, the same ones on every machine. */
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
     * @param salt another salt gives other parts, and other users when there are more than {@code users}
     */
    static Split byHash(List<Edge> edges, String salt, int parts, int part, int users) {
        Predicate<Edge> isHeldOut = edge -> hash(salt + edge.one() + ":" + edge.other()) % parts == part;
        List<Edge> train = edges.stream().filter(isHeldOut.negate()).toList();
        List<Edge> heldOut = edges.stream().filter(isHeldOut).toList();
        return of(train, heldOut, false, salt, users);
    }

    /**
     * Forgets all but the earliest {@code seen} of the friendships, and of what is left holds out all but the earliest
     * {@code trainPart}.
     *
     * @param salt another salt gives other users when there are more than {@code users}
     */
    static Split byTime(List<Edge> edges, String salt, double seen, double trainPart, int users) {
        List<Edge> sorted = edges.stream()
                .sorted(Comparator.comparingDouble(
                                (Edge edge) -> edge.hasTime() ? edge.time() : Double.NEGATIVE_INFINITY)
                        .thenComparingLong(Edge::one)
                        .thenComparingLong(Edge::other))
                .limit((long) Math.floor(seen * edges.size()))
                .toList();
        int cut = (int) Math.floor(trainPart * sorted.size());
        return of(sorted.subList(0, cut), sorted.subList(cut, sorted.size()), true, salt, users);
    }

    private static Split of(List<Edge> trainEdges, List<Edge> heldOutEdges, boolean byTime, String salt, int most) {
        FriendGraph train = EdgeList.graph(trainEdges);
        List<List<Integer>> held = new ArrayList<>(train.people());
        for (int person = 0; person < train.people(); person++) {
            held.add(List.of());
        }
        int kept = 0;
        for (Edge edge : heldOutEdges) {
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
     * What the recall of no ranker of friends of friends can exceed: the part of held-out friends who are friends of friends in
     * {@code train}, over all held-out friends of the first {@code most} test users.
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
