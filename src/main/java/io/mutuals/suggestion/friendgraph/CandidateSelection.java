package io.mutuals.suggestion.friendgraph;

import java.util.Arrays;

/**
 * Selects the candidates of a user: the best by each of several simple scores, so that people without a common friend
 * are included where common friends tell little. The selection rule is the same for all graphs. Not thread-safe.
 */
final class CandidateSelection {

    private static final int BY_COMMON = 120;
    private static final int BY_WALK = 130;
    private static final int BY_PATHS = 100;
    private static final int BY_FRESH = 60;
    private static final int BY_POPULARITY = 40;

    /** Maximum number of candidates. */
    static final int MAX_SIZE = BY_COMMON + BY_WALK + BY_PATHS + BY_FRESH + 2 * BY_POPULARITY;

    private final GraphFeatures features;
    private final WalkSums walks;
    private final TopCandidates byCommon;
    private final TopCandidates byWalk;
    private final TopCandidates byPaths;
    private final TopCandidates byFresh;
    private final boolean[] friend;
    private final int[] selected = new int[MAX_SIZE];
    private int size;

    CandidateSelection(GraphFeatures features, WalkSums walks) {
        this.features = features;
        this.walks = walks;
        byCommon = new TopCandidates(features.graph, BY_COMMON);
        byWalk = new TopCandidates(features.graph, BY_WALK);
        byPaths = new TopCandidates(features.graph, BY_PATHS);
        byFresh = new TopCandidates(features.graph, BY_FRESH);
        friend = new boolean[features.graph.people()];
    }

    /** Returns the candidates of the user from whom the walks started, ascending. */
    int[] select(int user) {
        mark(user, true);
        for (int at = 0; at < walks.reachedCount; at++) {
            int c = walks.reached[at];
            if (!friend[c]) {
                offerToAll(c);
            }
        }
        size = 0;
        for (TopCandidates best : new TopCandidates[] {byCommon, byWalk, byPaths, byFresh}) {
            for (int c : best.ranking().people()) {
                selected[size++] = c;
            }
        }
        addPopular(features.popular);
        addPopular(features.recentlyPopular);
        mark(user, false);
        return distinct();
    }

    private void mark(int user, boolean value) {
        FriendGraph graph = features.graph;
        friend[user] = value;
        int end = graph.first(user) + graph.degree(user);
        for (int at = graph.first(user); at < end; at++) {
            friend[graph.friends()[at]] = value;
        }
    }

    private void offerToAll(int c) {
        int wide = c * WalkSums.WIDE;
        int narrow = c * WalkSums.NARROW;
        byCommon.offer(c, walks.two[wide + WalkSums.ADAMIC]);
        // A random walk with a stopping probability of one half is twice as likely to end after two steps as after
        // three.
        byWalk.offer(c, 2 * walks.two[wide + WalkSums.LANDING2] + walks.three[narrow + WalkSums.LANDING3]);
        byPaths.offer(c, walks.three[narrow + WalkSums.ROOT_PATHS] * features.root[c]);
        if (features.recency.known) {
            byFresh.offer(
                    c,
                    1.4 * walks.fresh[narrow + WalkSums.FRESH_LANDING2]
                            + walks.fresh[narrow + WalkSums.FRESH_LANDING3]);
        }
    }

    private void addPopular(int[] popular) {
        int end = size + BY_POPULARITY;
        for (int at = 0; at < popular.length && size < end; at++) {
            if (!friend[popular[at]]) {
                selected[size++] = popular[at];
            }
        }
    }

    private int[] distinct() {
        Arrays.sort(selected, 0, size);
        int distinct = 0;
        for (int at = 0; at < size; at++) {
            if (at == 0 || selected[at] != selected[at - 1]) {
                selected[distinct++] = selected[at];
            }
        }
        return Arrays.copyOf(selected, distinct);
    }
}
