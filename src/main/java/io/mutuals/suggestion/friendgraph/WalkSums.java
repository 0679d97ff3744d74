package io.mutuals.suggestion.friendgraph;

import java.util.Arrays;

/**
 * Sums over all walks of two and of three friendships from a user, for every person reached. The sums of a person are
 * adjacent in memory, so that one step touches few cache lines. Not thread-safe.
 *
 * <p>The work is bounded: rows of people with more than {@value #HUB} friends are skipped, and walks of three continue
 * from the most likely ends of walks of two until about {@value #WORK} steps have been made.
 */
final class WalkSums {

    static final int HUB = 2_000;
    static final int WORK = 400_000;

    /** Stride of {@link #two}. */
    static final int WIDE = 16;

    /** Stride of {@link #three} and {@link #fresh}. */
    static final int NARROW = 8;

    /** Offsets of the sums over common friends, in {@link #two}. */
    static final int COMMON = 0;

    static final int ADAMIC = 1;
    static final int ALLOCATION = 2;
    static final int ROOT = 3;
    static final int LEAST_CONNECTED = 4;
    static final int TIE = 5;
    static final int STRONGEST_TIE = 6;
    static final int BAYES = 7;
    static final int USER_ODDS = 8;
    static final int CANDIDATE_ODDS = 9;
    static final int BOTH_ODDS = 10;
    static final int BEST_ODDS = 11;
    static final int LANDING2 = 12;
    static final int TIE_LANDING2 = 13;

    /** Offsets of the sums over paths of three, in {@link #three}. */
    static final int PATHS = 0;

    static final int ROOT_PATHS = 1;
    static final int ITEM_PATHS = 2;
    static final int ALIKE = 3;
    static final int ALIKE_SUM = 4;
    static final int MOST_ALIKE = 5;
    static final int LANDING3 = 6;
    static final int TIE_LANDING3 = 7;

    /** Offsets of the sums weighted by recency, in {@link #fresh}. */
    static final int FRESH_LANDING1 = 0;

    static final int FRESH_LANDING2 = 1;
    static final int FRESH_LANDING3 = 2;
    static final int FRESH_ALLOCATION = 3;
    static final int FRESH_ADAMIC = 4;
    static final int FRESHEST = 5;

    final float[] two;
    final float[] three;
    final float[] fresh;

    /** People reached, in order of discovery: the user, their friends, then others. */
    final int[] reached;

    int reachedCount;

    private final boolean[] seen;
    private final GraphFeatures features;
    private final FriendGraph graph;
    private final int[] friends;
    private final int[] ties;
    private final FriendshipRecency recency;

    WalkSums(GraphFeatures features) {
        this.features = features;
        graph = features.graph;
        friends = graph.friends();
        ties = features.ties.common;
        recency = features.recency;
        int people = graph.people();
        two = new float[Math.multiplyExact(people, WIDE)];
        three = new float[people * NARROW];
        fresh = new float[recency.known ? people * NARROW : 0];
        reached = new int[people];
        seen = new boolean[people];
    }

    /** Computes the sums for {@code user}, replacing those of the previous user. */
    void from(int user) {
        clear();
        reach(user);
        int end = graph.first(user) + graph.degree(user);
        for (int at = graph.first(user); at < end; at++) {
            reach(friends[at]);
        }
        for (int at = graph.first(user); at < end; at++) {
            if (graph.degree(friends[at]) <= HUB) {
                extendSecond(user, friends[at], at);
            }
        }
        extendThird(user);
    }

    private void clear() {
        for (int at = 0; at < reachedCount; at++) {
            int person = reached[at];
            seen[person] = false;
            Arrays.fill(two, person * WIDE, (person + 1) * WIDE, 0);
            Arrays.fill(three, person * NARROW, (person + 1) * NARROW, 0);
            if (recency.known) {
                Arrays.fill(fresh, person * NARROW, (person + 1) * NARROW, 0);
            }
        }
        reachedCount = 0;
    }

    private void reach(int person) {
        if (!seen[person]) {
            seen[person] = true;
            reached[reachedCount++] = person;
        }
    }

    /** Extends the walk through the friend {@code w}, at index {@code at} of the friend rows. */
    private void extendSecond(int user, int w, int at) {
        int degree = graph.degree(w);
        float rarity = features.rarity[w];
        float part = features.share[w];
        float root = features.root[w];
        float bayes = features.bayes[w];
        float each = 1f / (degree + 1);
        float userOdds = (ties[at] + 0.5f) * each;
        float tie = (1 + ties[at]) * features.root[user] * root * root;
        float landing = features.share[user] * part;
        float tieLanding = (1 + ties[at]) / features.tieSum[user] / features.tieSum[w];
        int end = graph.first(w) + degree;
        for (int row = graph.first(w); row < end; row++) {
            int c = friends[row];
            reach(c);
            int to = c * WIDE;
            float theirs = 1 + ties[row];
            float strength = tie * theirs * features.root[c];
            float candidateOdds = (theirs - 0.5f) * each;
            two[to + COMMON]++;
            two[to + ADAMIC] += rarity;
            two[to + ALLOCATION] += part;
            two[to + ROOT] += root;
            float minimum = two[to + LEAST_CONNECTED];
            two[to + LEAST_CONNECTED] = minimum == 0 ? degree : Math.min(minimum, degree);
            two[to + TIE] += strength;
            two[to + STRONGEST_TIE] = Math.max(two[to + STRONGEST_TIE], strength);
            two[to + BAYES] += bayes;
            two[to + USER_ODDS] += userOdds;
            two[to + CANDIDATE_ODDS] += candidateOdds;
            two[to + BOTH_ODDS] += userOdds * candidateOdds;
            two[to + BEST_ODDS] = Math.max(two[to + BEST_ODDS], userOdds);
            two[to + LANDING2] += landing;
            two[to + TIE_LANDING2] += tieLanding * theirs;
        }
        if (recency.known) {
            extendSecondFresh(user, w, at);
        }
    }

    private void extendSecondFresh(int user, int w, int at) {
        float mine = recency.weight[at];
        float landing1 = mine / recency.weightSum[user];
        fresh[w * NARROW + FRESH_LANDING1] = landing1;
        float landing = landing1 / recency.weightSum[w];
        float part = features.share[w];
        float rarity = mine * features.rarity[w];
        int end = graph.first(w) + graph.degree(w);
        for (int row = graph.first(w); row < end; row++) {
            int to = friends[row] * NARROW;
            float theirs = recency.weight[row];
            fresh[to + FRESH_LANDING2] += landing * theirs;
            fresh[to + FRESH_ALLOCATION] += theirs * part;
            fresh[to + FRESH_ADAMIC] += theirs * rarity;
            fresh[to + FRESHEST] = Math.max(fresh[to + FRESHEST], Math.min(mine, theirs));
        }
    }

    private void extendThird(int user) {
        int reachedInTwo = reachedCount;
        float minimum = minLanding(reachedInTwo);
        for (int at = 0; at < reachedInTwo; at++) {
            int y = reached[at];
            float landing = two[y * WIDE + LANDING2];
            if (y != user && landing > 0 && landing >= minimum && graph.degree(y) <= HUB) {
                extendThird(user, y);
            }
        }
    }

    /** Returns the minimum landing probability from which walks of three continue, so that their work stays bounded. */
    private float minLanding(int reachedInTwo) {
        long work = 0;
        for (int at = 0; at < reachedInTwo; at++) {
            work += two[reached[at] * WIDE + LANDING2] > 0 ? graph.degree(reached[at]) : 0;
        }
        if (work <= WORK) {
            return 0;
        }
        float[] sorted = new float[reachedInTwo];
        for (int at = 0; at < reachedInTwo; at++) {
            sorted[at] = two[reached[at] * WIDE + LANDING2];
        }
        Arrays.sort(sorted);
        // Assumes that all rows have the mean length.
        return sorted[reachedInTwo - (int) Math.max(1, (long) reachedInTwo * WORK / work)];
    }

    private void extendThird(int user, int y) {
        int from = y * WIDE;
        float root = features.root[y];
        float paths = two[from + COMMON];
        float item = two[from + ROOT];
        float rooted = item * root;
        float likeness = paths * features.root[user] * root;
        float squared = likeness * likeness;
        float landing = two[from + LANDING2] * features.share[y];
        float tieLanding = two[from + TIE_LANDING2] / features.tieSum[y];
        int end = graph.first(y) + graph.degree(y);
        for (int row = graph.first(y); row < end; row++) {
            int c = friends[row];
            reach(c);
            int to = c * NARROW;
            three[to + PATHS] += paths;
            three[to + ROOT_PATHS] += rooted;
            three[to + ITEM_PATHS] += item;
            three[to + ALIKE] += squared;
            three[to + ALIKE_SUM] += likeness;
            three[to + MOST_ALIKE] = Math.max(three[to + MOST_ALIKE], likeness);
            three[to + LANDING3] += landing;
            three[to + TIE_LANDING3] += tieLanding * (1 + ties[row]);
        }
        if (recency.known) {
            float freshLanding = fresh[y * NARROW + FRESH_LANDING2] / recency.weightSum[y];
            for (int row = graph.first(y); row < end; row++) {
                fresh[friends[row] * NARROW + FRESH_LANDING3] += freshLanding * recency.weight[row];
            }
        }
    }
}
