package io.mutuals.suggestion.graph;

import java.util.Arrays;

/**
 * Chooses whom to consider for a user: the best by several plain scores each, so that people without a common friend are found where
 * common friends say little. The same choice for all graphs. Not thread-safe.
 */
final class Pool {

    private static final int BY_COMMON = 120;
    private static final int BY_WALK = 130;
    private static final int BY_PATHS = 100;
    private static final int BY_FRESH = 60;
    private static final int BY_POPULARITY = 40;

    /** How many people are chosen at most. */
    static final int MOST = BY_COMMON + BY_WALK + BY_PATHS + BY_FRESH + 2 * BY_POPULARITY;

    private final Landscape land;
    private final Walks walks;
    private final BestByScore byCommon;
    private final BestByScore byWalk;
    private final BestByScore byPaths;
    private final BestByScore byFresh;
    private final boolean[] friend;
    private final int[] chosen = new int[MOST];
    private int size;

    Pool(Landscape land, Walks walks) {
        this.land = land;
        this.walks = walks;
        byCommon = new BestByScore(land.graph, BY_COMMON);
        byWalk = new BestByScore(land.graph, BY_WALK);
        byPaths = new BestByScore(land.graph, BY_PATHS);
        byFresh = new BestByScore(land.graph, BY_FRESH);
        friend = new boolean[land.graph.people()];
    }

    /** Those chosen for the user from whom the walks began, ascending. */
    int[] of(int user) {
        mark(user, true);
        for (int at = 0; at < walks.reachedCount; at++) {
            int c = walks.reached[at];
            if (!friend[c]) {
                consider(c);
            }
        }
        size = 0;
        for (BestByScore best : new BestByScore[] {byCommon, byWalk, byPaths, byFresh}) {
            for (int c : best.ranking().people()) {
                chosen[size++] = c;
            }
        }
        add(land.popular);
        add(land.recentlyPopular);
        mark(user, false);
        return distinct();
    }

    private void mark(int user, boolean is) {
        FriendGraph graph = land.graph;
        friend[user] = is;
        int end = graph.first(user) + graph.degree(user);
        for (int at = graph.first(user); at < end; at++) {
            friend[graph.friends()[at]] = is;
        }
    }

    private void consider(int c) {
        int wide = c * Walks.WIDE;
        int narrow = c * Walks.NARROW;
        byCommon.offer(c, walks.two[wide + Walks.ADAMIC]);
        // A walk of two is twice as likely as one of three to be gone to its end.
        byWalk.offer(c, 2 * walks.two[wide + Walks.LANDING2] + walks.three[narrow + Walks.LANDING3]);
        byPaths.offer(c, walks.three[narrow + Walks.ROOT_PATHS] * land.root[c]);
        if (land.freshness.known) {
            byFresh.offer(
                    c, 1.4 * walks.fresh[narrow + Walks.FRESH_LANDING2] + walks.fresh[narrow + Walks.FRESH_LANDING3]);
        }
    }

    private void add(int[] popular) {
        int end = size + BY_POPULARITY;
        for (int at = 0; at < popular.length && size < end; at++) {
            if (!friend[popular[at]]) {
                chosen[size++] = popular[at];
            }
        }
    }

    private int[] distinct() {
        Arrays.sort(chosen, 0, size);
        int distinct = 0;
        for (int at = 0; at < size; at++) {
            if (at == 0 || chosen[at] != chosen[at - 1]) {
                chosen[distinct++] = chosen[at];
            }
        }
        return Arrays.copyOf(chosen, distinct);
    }
}
