package io.mutuals.suggestion.friendgraph;

import java.util.Arrays;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/**
 * Ranks friends of friends by their common friends.
 *
 * <p>Two limits may be set. Common friends with more friends than the <b>hub limit</b> are skipped, which bounds the
 * work to (friends of the person) × (hub limit) steps; {@code docs/measuring.md} reports the effect on quality. A
 * candidate whose only common friend has more friends than the <b>lone friend limit</b> is dropped, because a user
 * who is known by very many, such as a doctor, does not connect them. The lone friend limit counts former friends too.
 *
 * <p>Only the first {@value #MAX_FRIENDS} friends of a person are considered. Workspaces are pooled, so that a ranking
 * allocates nothing but its result. Thread-safe.
 */
public final class TwoHopRanker implements Ranker {

    /** Value of a limit that is not set. */
    public static final int UNLIMITED = Integer.MAX_VALUE;

    /** Largest count of common friends that fits next to the sum in one long. */
    static final int MAX_FRIENDS = 0xFFFF;

    private static final int COUNT_BITS = 16;
    private static final int MAX_POOLED = 16;

    private final TwoHopScore score;
    private final int hubLimit;
    private final int loneFriendLimit;
    private final BlockingQueue<Workspace> pool = new ArrayBlockingQueue<>(MAX_POOLED);

    private TwoHopRanker(TwoHopScore score, int hubLimit, int loneFriendLimit) {
        this.score = score;
        this.hubLimit = hubLimit;
        this.loneFriendLimit = loneFriendLimit;
    }

    /** Returns a ranker by {@code score} without limits. */
    public static TwoHopRanker by(TwoHopScore score) {
        return new TwoHopRanker(score, UNLIMITED, UNLIMITED);
    }

    /**
     * Returns the Adamic-Adar ranker with the limits used in serving, whether in memory or in Neo4j.
     *
     * @param hubLimit see {@link #withHubLimit}
     * @param loneFriendLimit see {@link #withLoneFriendLimit}
     */
    public static TwoHopRanker asServed(int hubLimit, int loneFriendLimit) {
        return by(TwoHopScore.ADAMIC_ADAR).withHubLimit(hubLimit).withLoneFriendLimit(loneFriendLimit);
    }

    /** Returns this ranker with a hub limit: common friends with more than {@code friends} friends are skipped. */
    public TwoHopRanker withHubLimit(int friends) {
        return new TwoHopRanker(score, friends, loneFriendLimit);
    }

    /**
     * Returns this ranker with a lone friend limit: candidates whose only common friend has more than {@code friends}
     * friends are dropped.
     */
    public TwoHopRanker withLoneFriendLimit(int friends) {
        return new TwoHopRanker(score, hubLimit, friends);
    }

    @Override
    public String name() {
        return score.label();
    }

    @Override
    public Ranking rank(FriendGraph graph, int person, int limit) {
        return rankWithCommon(graph, person, limit).ranking();
    }

    /** Ranks as {@link #rank} does and also returns the number of common friends of each candidate. */
    public TwoHopRanking rankWithCommon(FriendGraph graph, int person, int limit) {
        if (graph.degree(person) == 0) {
            return TwoHopRanking.EMPTY;
        }
        Workspace workspace = pool.poll();
        if (workspace == null) {
            workspace = new Workspace();
        }
        workspace.ensureCapacity(graph.people());
        int touched = accumulate(graph, person, workspace);
        TwoHopRanking ranking = select(graph, person, limit, workspace, touched);
        // Not returned to the pool after an exception, which may have left it half cleared.
        pool.offer(workspace);
        return ranking;
    }

    /** Sums, for everyone two steps away, the weights of the common friends and, in the lowest bits, their number. */
    private int accumulate(FriendGraph graph, int person, Workspace workspace) {
        long[] sums = workspace.sums;
        int[] touched = workspace.touched;
        int[] friends = graph.friends();
        int from = graph.first(person);
        int end = from + Math.min(graph.degree(person), MAX_FRIENDS);
        int size = 0;
        int formerHubs = 0;
        for (int at = from; at < end; at++) {
            int friend = friends[at];
            int degree = graph.degree(friend);
            if (degree > hubLimit) {
                continue;
            }
            boolean sufficesAlone = graph.everFriends(friend) <= loneFriendLimit;
            formerHubs += !sufficesAlone && degree <= loneFriendLimit ? 1 : 0;
            long step = weight(degree, sufficesAlone) << COUNT_BITS | 1;
            int row = graph.first(friend);
            for (int next = row; next < row + degree; next++) {
                int candidate = friends[next];
                long before = sums[candidate];
                sums[candidate] = before + step;
                // Branch-free, because the outcome is unpredictable for the processor.
                touched[size] = candidate;
                size += before == 0 ? 1 : 0;
            }
        }
        for (int at = from; at < end && formerHubs > 0; at++) {
            int friend = friends[at];
            int degree = graph.degree(friend);
            if (degree <= Math.min(hubLimit, loneFriendLimit) && graph.everFriends(friend) > loneFriendLimit) {
                dropLoneCandidates(graph, friend, sums);
                formerHubs--;
            }
        }
        sums[person] = 0;
        for (int at = from; at < from + graph.degree(person); at++) {
            sums[friends[at]] = 0;
        }
        return size;
    }

    /** Drops candidates whose only common friend is a former hub, which its weight does not show. */
    private static void dropLoneCandidates(FriendGraph graph, int formerHub, long[] sums) {
        int row = graph.first(formerHub);
        for (int at = row; at < row + graph.degree(formerHub); at++) {
            int candidate = graph.friends()[at];
            if (((int) sums[candidate] & MAX_FRIENDS) == 1) {
                sums[candidate] = 0;
            }
        }
    }

    /** For unweighted scores the sum counts the common friends that suffice alone. */
    private long weight(int degree, boolean sufficesAlone) {
        return score.isWeighted() ? score.weight(degree) : sufficesAlone ? 1 : 0;
    }

    private TwoHopRanking select(FriendGraph graph, int person, int limit, Workspace workspace, int touched) {
        long[] sums = workspace.sums;
        TopCandidateHeap heap = workspace.heap;
        heap.clear(Math.min(limit, touched));
        long sufficientAlone = score.isWeighted() ? score.weight(loneFriendLimit) : 1;
        int degree = graph.degree(person);
        for (int at = 0; at < touched; at++) {
            int candidate = workspace.touched[at];
            long packed = sums[candidate];
            sums[candidate] = 0;
            int common = (int) packed & MAX_FRIENDS;
            long sum = packed >>> COUNT_BITS;
            if (common > 1 || (common == 1 && sum >= sufficientAlone)) {
                long key = score.key(sum, common, degree, graph.degree(candidate));
                heap.offer(graph, limit, key, candidate, common);
            }
        }
        return heap.drain(graph, score::score);
    }

    /** Working memory of one ranking at a time; all sums are 0 between rankings. */
    private static final class Workspace {

        private final TopCandidateHeap heap = new TopCandidateHeap();
        private long[] sums = new long[0];
        private int[] touched = new int[0];

        private void ensureCapacity(int people) {
            if (sums.length < people) {
                // With spare room, since a live graph grows.
                int larger = people + (people >> 3);
                sums = Arrays.copyOf(sums, larger);
                touched = new int[larger + 1];
            }
        }
    }
}
