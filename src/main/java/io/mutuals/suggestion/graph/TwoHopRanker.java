package io.mutuals.suggestion.graph;

import java.util.Arrays;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

/**
 * Ranks friends of friends by what their common friends say.
 *
 * <p>Two limits may be set. Common friends above the <b>hub limit</b> are passed over, which bounds the work to (friends of the person) ×
 * (hub limit) steps (what it does to quality is measured in {@code docs/measuring.md}). A candidate with a single common friend above the <b>lone friend limit</b> is left out: somebody whom many
 * know, such as a doctor, does not connect those who know them.
 *
 * <p>Of a person with more than {@value #MOST_FRIENDS} friends the first so many count. The memory to work in is kept and used again: a
 * ranking allocates its answer only. Thread-safe.
 */
public final class TwoHopRanker implements Ranker {

    /** Says that there is no limit. */
    public static final int UNLIMITED = Integer.MAX_VALUE;

    /** So that a count fits beside its sum in one number. */
    static final int MOST_FRIENDS = 0xFFFF;

    private static final int COUNT_BITS = 16;
    private static final int MOST_KEPT = 16;

    private final TwoHopScore score;
    private final int hubLimit;
    private final int loneFriendLimit;
    private final BlockingQueue<Workspace> free = new ArrayBlockingQueue<>(MOST_KEPT);

    private TwoHopRanker(TwoHopScore score, int hubLimit, int loneFriendLimit) {
        this.score = score;
        this.hubLimit = hubLimit;
        this.loneFriendLimit = loneFriendLimit;
    }

    /** Ranks by {@code score}, without limits. */
    public static TwoHopRanker by(TwoHopScore score) {
        return new TwoHopRanker(score, UNLIMITED, UNLIMITED);
    }

    /** Ranks by Adamic-Adar as serving does, in memory as in Neo4j: within limits, see {@link #withHubLimit} and {@link #withLoneFriendLimit}. */
    public static TwoHopRanker asServed(int hubLimit, int loneFriendLimit) {
        return by(TwoHopScore.ADAMIC_ADAR).withHubLimit(hubLimit).withLoneFriendLimit(loneFriendLimit);
    }

    /** The same, but common friends with more than {@code friends} friends are passed over. */
    public TwoHopRanker withHubLimit(int friends) {
        return new TwoHopRanker(score, friends, loneFriendLimit);
    }

    /** The same, but nobody is suggested by a single common friend with more than {@code friends} friends. */
    public TwoHopRanker withLoneFriendLimit(int friends) {
        return new TwoHopRanker(score, hubLimit, friends);
    }

    @Override
    public String name() {
        return score.label();
    }

    @Override
    public Ranking rank(FriendGraph graph, int person, int places) {
        return rankWithCommon(graph, person, places).ranking();
    }

    /** As {@link #rank}, with how many friends each has in common with {@code person}. */
    public TwoHopRanking rankWithCommon(FriendGraph graph, int person, int places) {
        if (graph.degree(person) == 0) {
            return TwoHopRanking.EMPTY;
        }
        Workspace workspace = free.poll();
        if (workspace == null) {
            workspace = new Workspace();
        }
        workspace.fit(graph.people());
        int touched = walk(graph, person, workspace);
        TwoHopRanking ranking = choose(graph, person, places, workspace, touched);
        // One that an exception left half cleared is not kept.
        free.offer(workspace);
        return ranking;
    }

    /** Adds up, for everybody two steps away, the weights of common friends and, in the lowest bits, how many they are. */
    private int walk(FriendGraph graph, int person, Workspace workspace) {
        long[] sums = workspace.sums;
        int[] touched = workspace.touched;
        int[] friends = graph.friends();
        int from = graph.first(person);
        int end = from + Math.min(graph.degree(person), MOST_FRIENDS);
        int size = 0;
        for (int at = from; at < end; at++) {
            int friend = friends[at];
            int degree = graph.degree(friend);
            if (degree > hubLimit) {
                continue;
            }
            long step = weight(degree) << COUNT_BITS | 1;
            int row = graph.first(friend);
            for (int next = row; next < row + degree; next++) {
                int candidate = friends[next];
                long before = sums[candidate];
                sums[candidate] = before + step;
                // Without a branch, which the processor could not foresee.
                touched[size] = candidate;
                size += before == 0 ? 1 : 0;
            }
        }
        sums[person] = 0;
        for (int at = from; at < from + graph.degree(person); at++) {
            sums[friends[at]] = 0;
        }
        return size;
    }

    /** For scores without weights the sum counts the common friends of whom one alone is enough. */
    private long weight(int degree) {
        return score.isWeighted() ? score.weight(degree) : degree <= loneFriendLimit ? 1 : 0;
    }

    private TwoHopRanking choose(FriendGraph graph, int person, int places, Workspace workspace, int touched) {
        long[] sums = workspace.sums;
        Best best = workspace.best;
        best.clear(Math.min(places, touched));
        long enoughAlone = score.isWeighted() ? score.weight(loneFriendLimit) : 1;
        int degree = graph.degree(person);
        for (int at = 0; at < touched; at++) {
            int candidate = workspace.touched[at];
            long packed = sums[candidate];
            sums[candidate] = 0;
            int common = (int) packed & MOST_FRIENDS;
            long sum = packed >>> COUNT_BITS;
            if (common > 1 || (common == 1 && sum >= enoughAlone)) {
                long key = score.key(sum, common, degree, graph.degree(candidate));
                best.offer(graph, places, key, candidate, common);
            }
        }
        return best.take(graph, score::score);
    }

    /** The memory for one ranking at a time; between rankings all sums are 0. */
    private static final class Workspace {

        private final Best best = new Best();
        private long[] sums = new long[0];
        private int[] touched = new int[0];

        private void fit(int people) {
            if (sums.length < people) {
                // Some room, since a live graph grows.
                int larger = people + (people >> 3);
                sums = Arrays.copyOf(sums, larger);
                touched = new int[larger + 1];
            }
        }
    }
}
