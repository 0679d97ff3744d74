package io.mutuals.suggestion.graph;

import java.util.Arrays;

/**
 * What is found on all walks of two and of three friendships from a user: sums over common friends, and over paths, for everybody who is
 * reached. The sums of a person lie side by side, so that a step of a walk touches little memory. Not thread-safe.
 *
 * <p>Work is bounded: rows of people with more than {@value #HUB} friends are passed over, and walks of three go on from those where the
 * walk of two is most likely, until about {@value #WORK} steps are made.
 */
final class Walks {

    static final int HUB = 2_000;
    static final int WORK = 400_000;

    /** How far apart the sums of two people are. */
    static final int WIDE = 16;

    static final int NARROW = 8;

    /** Sums over common friends, in {@link #two}. */
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

    /** Sums over paths of three, in {@link #three}. */
    static final int PATHS = 0;

    static final int ROOT_PATHS = 1;
    static final int ITEM_PATHS = 2;
    static final int ALIKE = 3;
    static final int ALIKE_SUM = 4;
    static final int MOST_ALIKE = 5;
    static final int LANDING3 = 6;
    static final int TIE_LANDING3 = 7;

    /** Sums that recent friendships count most in, in {@link #fresh}. */
    static final int FRESH_LANDING1 = 0;

    static final int FRESH_LANDING2 = 1;
    static final int FRESH_LANDING3 = 2;
    static final int FRESH_ALLOCATION = 3;
    static final int FRESH_ADAMIC = 4;
    static final int FRESHEST = 5;

    final float[] two;
    final float[] three;
    final float[] fresh;

    /** Everybody who was reached, in the order in which they were: the user, their friends, then others. */
    final int[] reached;

    int reachedCount;

    private final boolean[] seen;
    private final Landscape land;
    private final FriendGraph graph;
    private final int[] friends;
    private final int[] ties;
    private final Freshness freshness;

    Walks(Landscape land) {
        this.land = land;
        graph = land.graph;
        friends = graph.friends();
        ties = land.ties.common;
        freshness = land.freshness;
        int people = graph.people();
        two = new float[Math.multiplyExact(people, WIDE)];
        three = new float[people * NARROW];
        fresh = new float[freshness.known ? people * NARROW : 0];
        reached = new int[people];
        seen = new boolean[people];
    }

    /** Walks from {@code user}, after forgetting the walk before. */
    void from(int user) {
        clear();
        reach(user);
        int end = graph.first(user) + graph.degree(user);
        for (int at = graph.first(user); at < end; at++) {
            reach(friends[at]);
        }
        for (int at = graph.first(user); at < end; at++) {
            if (graph.degree(friends[at]) <= HUB) {
                second(user, friends[at], at);
            }
        }
        third(user);
    }

    private void clear() {
        for (int at = 0; at < reachedCount; at++) {
            int person = reached[at];
            seen[person] = false;
            Arrays.fill(two, person * WIDE, (person + 1) * WIDE, 0);
            Arrays.fill(three, person * NARROW, (person + 1) * NARROW, 0);
            if (freshness.known) {
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

    /** Goes on from the friend {@code w}, whose place in the user's row is {@code at}. */
    private void second(int user, int w, int at) {
        int degree = graph.degree(w);
        float rarity = land.rarity[w];
        float part = land.share[w];
        float root = land.root[w];
        float bayes = land.bayes[w];
        float each = 1f / (degree + 1);
        float userOdds = (ties[at] + 0.5f) * each;
        float tie = (1 + ties[at]) * land.root[user] * root * root;
        float landing = land.share[user] * part;
        float tieLanding = (1 + ties[at]) / land.tieSum[user] / land.tieSum[w];
        int end = graph.first(w) + degree;
        for (int row = graph.first(w); row < end; row++) {
            int c = friends[row];
            reach(c);
            int to = c * WIDE;
            float theirs = 1 + ties[row];
            float strength = tie * theirs * land.root[c];
            float candidateOdds = (theirs - 0.5f) * each;
            two[to + COMMON]++;
            two[to + ADAMIC] += rarity;
            two[to + ALLOCATION] += part;
            two[to + ROOT] += root;
            float least = two[to + LEAST_CONNECTED];
            two[to + LEAST_CONNECTED] = least == 0 ? degree : Math.min(least, degree);
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
        if (freshness.known) {
            secondFresh(user, w, at);
        }
    }

    private void secondFresh(int user, int w, int at) {
        float mine = freshness.weight[at];
        float landing1 = mine / freshness.weightSum[user];
        fresh[w * NARROW + FRESH_LANDING1] = landing1;
        float landing = landing1 / freshness.weightSum[w];
        float part = land.share[w];
        float rarity = mine * land.rarity[w];
        int end = graph.first(w) + graph.degree(w);
        for (int row = graph.first(w); row < end; row++) {
            int to = friends[row] * NARROW;
            float theirs = freshness.weight[row];
            fresh[to + FRESH_LANDING2] += landing * theirs;
            fresh[to + FRESH_ALLOCATION] += theirs * part;
            fresh[to + FRESH_ADAMIC] += theirs * rarity;
            fresh[to + FRESHEST] = Math.max(fresh[to + FRESHEST], Math.min(mine, theirs));
        }
    }

    private void third(int user) {
        int within = reachedCount;
        float least = leastLikely(within);
        for (int at = 0; at < within; at++) {
            int y = reached[at];
            float landing = two[y * WIDE + LANDING2];
            if (y != user && landing > 0 && landing >= least && graph.degree(y) <= HUB) {
                third(user, y);
            }
        }
    }

    /** How likely the walk of two has to end at a person for the walk of three to go on from there. */
    private float leastLikely(int within) {
        long work = 0;
        for (int at = 0; at < within; at++) {
            work += two[reached[at] * WIDE + LANDING2] > 0 ? graph.degree(reached[at]) : 0;
        }
        if (work <= WORK) {
            return 0;
        }
        float[] sorted = new float[within];
        for (int at = 0; at < within; at++) {
            sorted[at] = two[reached[at] * WIDE + LANDING2];
        }
        Arrays.sort(sorted);
        // As if all rows were of the mean length.
        return sorted[within - (int) Math.max(1, (long) within * WORK / work)];
    }

    private void third(int user, int y) {
        int from = y * WIDE;
        float root = land.root[y];
        float paths = two[from + COMMON];
        float item = two[from + ROOT];
        float rooted = item * root;
        float likeness = paths * land.root[user] * root;
        float squared = likeness * likeness;
        float landing = two[from + LANDING2] * land.share[y];
        float tieLanding = two[from + TIE_LANDING2] / land.tieSum[y];
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
        if (freshness.known) {
            float freshLanding = fresh[y * NARROW + FRESH_LANDING2] / freshness.weightSum[y];
            for (int row = graph.first(y); row < end; row++) {
                fresh[friends[row] * NARROW + FRESH_LANDING3] += freshLanding * freshness.weight[row];
            }
        }
    }
}
