package io.mutuals.suggestion.graph;

import static io.mutuals.suggestion.graph.Feature.*;

import java.util.Arrays;

/**
 * Walks from a user through the graph, chooses candidates and works out their features. Keeps its arrays from one user to the next; not
 * thread-safe.
 */
public final class Explorer {

    private static final int BY_COMMON = 120;
    private static final int BY_WALK = 120;
    private static final int BY_PATHS = 60;
    private static final int BY_FRESH = 60;
    private static final int BY_POPULARITY = 40;
    private static final int STEPS = 6;
    static final long WORK = 400_000;
    private static final int HUB = 2_000;

    private final Landscape land;
    private final FriendGraph graph;
    private final int[] friends;
    private final int[] touched;
    private final boolean[] seen;
    private int touchedCount;

    private final float[] common;
    private final float[] adamic;
    private final float[] allocation;
    private final float[] rootAllocation;
    private final int[] leastConnected;
    private final float[] tieStrength;
    private final float[] strongestTie;
    private final float[] paths3;
    private final float[] rootPaths3;
    private final float[][] landing = new float[STEPS + 1][];
    private final float[][] tieLanding = new float[4][];
    private final float[][] freshLanding = new float[5][];
    private final float[] freshAllocation;
    private final float[] freshAdamic;
    private final float[] freshest;
    private final float[] near;
    private final float[] far;
    private final float[] freshNear;
    private int steps;

    public Explorer(Landscape land) {
        this.land = land;
        graph = land.graph;
        friends = graph.friends();
        int people = graph.people();
        touched = new int[people];
        seen = new boolean[people];
        common = new float[people];
        adamic = new float[people];
        allocation = new float[people];
        rootAllocation = new float[people];
        leastConnected = new int[people];
        tieStrength = new float[people];
        strongestTie = new float[people];
        paths3 = new float[people];
        rootPaths3 = new float[people];
        for (int step = 1; step <= STEPS; step++) {
            landing[step] = new float[people];
        }
        for (int step = 1; step < tieLanding.length; step++) {
            tieLanding[step] = new float[people];
        }
        int timed = land.freshness.known ? people : 0;
        for (int step = 1; step < freshLanding.length; step++) {
            freshLanding[step] = new float[timed];
        }
        freshAllocation = new float[timed];
        freshAdamic = new float[timed];
        freshest = new float[timed];
        near = new float[people];
        far = new float[people];
        freshNear = new float[timed];
    }

    public Candidates explore(int user) {
        walk(user);
        int[] pool = pool(user);
        float[] rows = rows(user, pool);
        clear();
        return new Candidates(pool, rows);
    }

    private void touch(int person) {
        if (!seen[person]) {
            seen[person] = true;
            touched[touchedCount++] = person;
        }
    }

    private void clear() {
        for (int at = 0; at < touchedCount; at++) {
            int p = touched[at];
            seen[p] = false;
            common[p] = adamic[p] = allocation[p] = rootAllocation[p] =
                    tieStrength[p] = strongestTie[p] = paths3[p] = rootPaths3[p] = near[p] = far[p] = 0;
            leastConnected[p] = 0;
            for (int step = 1; step <= STEPS; step++) {
                landing[step][p] = 0;
            }
            for (int step = 1; step < tieLanding.length; step++) {
                tieLanding[step][p] = 0;
            }
            if (land.freshness.known) {
                for (int step = 1; step < freshLanding.length; step++) {
                    freshLanding[step][p] = 0;
                }
                freshAllocation[p] = freshAdamic[p] = freshest[p] = freshNear[p] = 0;
            }
        }
        touchedCount = 0;
    }

    private void walk(int user) {
        Freshness fresh = land.freshness;
        int[] tie = land.ties.common;
        touch(user);
        int begin = graph.first(user);
        int end = begin + graph.degree(user);
        float share = land.share[user];
        float rootU = land.root[user];
        for (int at = begin; at < end; at++) {
            int friend = friends[at];
            touch(friend);
            landing[1][friend] = share;
            tieLanding[1][friend] = (1 + tie[at]) / land.tieSum[user];
            if (fresh.known) {
                freshLanding[1][friend] = fresh.weight[at] / fresh.weightSum[user];
            }
        }
        for (int at = begin; at < end; at++) {
            int w = friends[at];
            int degree = graph.degree(w);
            if (degree > HUB) {
                continue;
            }
            float rarity = land.rarity[w];
            float part = land.share[w];
            float root = land.root[w];
            float cosine = (1 + tie[at]) * rootU * root;
            float p2 = share * part;
            float t2 = tieLanding[1][w] / land.tieSum[w];
            int rowEnd = graph.first(w) + degree;
            for (int row = graph.first(w); row < rowEnd; row++) {
                int c = friends[row];
                touch(c);
                common[c]++;
                adamic[c] += rarity;
                allocation[c] += part;
                rootAllocation[c] += root;
                leastConnected[c] = leastConnected[c] == 0 ? degree : Math.min(leastConnected[c], degree);
                float strength = cosine * (1 + tie[row]) * root * land.root[c];
                tieStrength[c] += strength;
                strongestTie[c] = Math.max(strongestTie[c], strength);
                landing[2][c] += p2;
                tieLanding[2][c] += t2 * (1 + tie[row]);
            }
            if (fresh.known) {
                float f2 = freshLanding[1][w] / fresh.weightSum[w];
                float mine = fresh.weight[at];
                for (int row = graph.first(w); row < rowEnd; row++) {
                    int c = friends[row];
                    float weight = fresh.weight[row];
                    freshLanding[2][c] += f2 * weight;
                    freshAllocation[c] += weight * part;
                    freshAdamic[c] += mine * weight * rarity;
                    freshest[c] = Math.max(freshest[c], Math.min(mine, weight));
                }
            }
        }
        int within2 = touchedCount;
        for (int at = 0; at < within2; at++) {
            int y = touched[at];
            int degree = graph.degree(y);
            if (y == user || landing[2][y] == 0 || degree > HUB) {
                continue;
            }
            float root = land.root[y];
            float ways = common[y];
            float rootWays = rootAllocation[y] * root;
            float p3 = landing[2][y] * land.share[y];
            float t3 = tieLanding[2][y] / land.tieSum[y];
            int rowEnd = graph.first(y) + degree;
            for (int row = graph.first(y); row < rowEnd; row++) {
                int c = friends[row];
                touch(c);
                paths3[c] += ways;
                rootPaths3[c] += rootWays;
                landing[3][c] += p3;
                tieLanding[3][c] += t3 * (1 + tie[row]);
            }
            if (fresh.known) {
                float f3 = freshLanding[2][y] / fresh.weightSum[y];
                for (int row = graph.first(y); row < rowEnd; row++) {
                    freshLanding[3][friends[row]] += f3 * fresh.weight[row];
                }
            }
        }
        // the walk may go through the user
        int uEnd = end;
        if (landing[2][user] > 0) {
            float p3 = landing[2][user] * share;
            for (int row = begin; row < uEnd; row++) {
                landing[3][friends[row]] += p3;
            }
        }
        steps = 3;
        long work = 0;
        for (int at = 0; at < touchedCount; at++) {
            work += graph.degree(touched[at]);
        }
        long used = 0;
        while (steps < STEPS && (used += work) < WORK) {
            int reached = touchedCount;
            float[] from = landing[steps];
            float[] to = landing[steps + 1];
            boolean freshToo = fresh.known && steps + 1 < freshLanding.length;
            for (int at = 0; at < reached; at++) {
                int p = touched[at];
                if (from[p] == 0) {
                    continue;
                }
                float part = from[p] * land.share[p];
                int rowEnd = graph.first(p) + graph.degree(p);
                for (int row = graph.first(p); row < rowEnd; row++) {
                    touch(friends[row]);
                    to[friends[row]] += part;
                }
                if (freshToo && freshLanding[steps][p] > 0) {
                    float f = freshLanding[steps][p] / fresh.weightSum[p];
                    for (int row = graph.first(p); row < rowEnd; row++) {
                        freshLanding[steps + 1][friends[row]] += f * fresh.weight[row];
                    }
                }
            }
            steps++;
        }
        for (int at = 0; at < touchedCount; at++) {
            int c = touched[at];
            float n = 0;
            float f = 0;
            float goNear = 1;
            float goFar = 1;
            for (int step = 1; step <= steps; step++) {
                goNear *= 0.5f;
                goFar *= 0.85f;
                n += goNear * landing[step][c];
                f += goFar * landing[step][c];
            }
            near[c] = n;
            far[c] = f;
            if (fresh.known) {
                float g = 0;
                float go = 1;
                for (int step = 1; step < freshLanding.length; step++) {
                    go *= 0.7f;
                    g += go * freshLanding[step][c];
                }
                freshNear[c] = g;
            }
        }
    }

    private int[] pool(int user) {
        // Friends and the user are taken out by emptying what would choose them.
        boolean timed = land.freshness.known;
        Best byCommon = new Best(BY_COMMON);
        Best byWalk = new Best(BY_WALK);
        Best byPaths = new Best(BY_PATHS);
        Best byFresh = new Best(BY_FRESH);
        for (int at = 0; at < touchedCount; at++) {
            int c = touched[at];
            if (c == user || landing[1][c] > 0) {
                continue;
            }
            byCommon.offer(c, adamic[c]);
            byWalk.offer(c, near[c]);
            byPaths.offer(c, rootPaths3[c] * land.root[c]);
            if (timed) {
                byFresh.offer(c, freshNear[c]);
            }
        }
        int[] chosen = new int[BY_COMMON + BY_WALK + BY_PATHS + BY_FRESH + 2 * BY_POPULARITY];
        int size = 0;
        for (Best best : new Best[] {byCommon, byWalk, byPaths, byFresh}) {
            for (int c : best.ranking().people()) {
                chosen[size++] = c;
            }
        }
        size = popular(user, land.popular, chosen, size);
        size = popular(user, land.recentlyPopular, chosen, size);
        Arrays.sort(chosen, 0, size);
        int distinct = 0;
        for (int at = 0; at < size; at++) {
            if (at == 0 || chosen[at] != chosen[at - 1]) {
                chosen[distinct++] = chosen[at];
            }
        }
        return Arrays.copyOf(chosen, distinct);
    }

    private int popular(int user, int[] popular, int[] chosen, int from) {
        int size = from;
        for (int at = 0; at < popular.length && size < from + BY_POPULARITY; at++) {
            int c = popular[at];
            if (c != user && landing[1][c] == 0) {
                chosen[size++] = c;
            }
        }
        return size;
    }

    private float clustering(int person) {
        int degree = graph.degree(person);
        return degree < 2 ? 0 : 2f * land.ties.triangles[person] / ((float) degree * (degree - 1));
    }

    private float[] rows(int user, int[] pool) {
        float[] rows = new float[pool.length * WIDTH];
        Freshness fresh = land.freshness;
        int du = graph.degree(user);
        float userClustering = clustering(user);
        for (int at = 0; at < pool.length; at++) {
            int c = pool[at];
            int r = at * WIDTH;
            int dc = graph.degree(c);
            float cn = common[c];
            float root = land.root[c];
            float part = land.share[c];
            set(rows, r, COMMON_FRIENDS, cn);
            set(rows, r, ADAMIC_ADAR, adamic[c]);
            set(rows, r, RESOURCE_ALLOCATION, allocation[c]);
            set(rows, r, ROOT_ALLOCATION, rootAllocation[c]);
            set(rows, r, JACCARD, du + dc - cn > 0 ? cn / (du + dc - cn) : 0);
            set(rows, r, COSINE, cn * root * land.root[user]);
            set(rows, r, HUB_PROMOTED, cn / Math.max(1, Math.min(du, dc)));
            set(rows, r, HUB_DEPRESSED, cn / Math.max(1, Math.max(du, dc)));
            set(rows, r, LEAST_CONNECTED_FRIEND, leastConnected[c]);
            set(rows, r, TIE_STRENGTH, tieStrength[c]);
            set(rows, r, STRONGEST_TIE, strongestTie[c]);
            set(rows, r, PATHS3, paths3[c]);
            set(rows, r, ROOT_PATHS3, rootPaths3[c]);
            set(rows, r, COSINE_PATHS3, rootPaths3[c] * root * land.root[user]);
            set(rows, r, LANDING3, landing[3][c]);
            set(rows, r, LANDING4, landing[4][c]);
            set(rows, r, LANDING5, landing[5][c]);
            set(rows, r, LANDING6, landing[6][c]);
            set(rows, r, NEAR, near[c]);
            set(rows, r, FAR, far[c]);
            set(rows, r, NEAR_BY_DEGREE, near[c] * part);
            set(rows, r, FAR_BY_DEGREE, far[c] * part);
            set(rows, r, TIE_LANDING2, tieLanding[2][c]);
            set(rows, r, TIE_LANDING3, tieLanding[3][c]);
            float tieNear = 0.25f * tieLanding[2][c] + 0.125f * tieLanding[3][c];
            set(rows, r, TIE_NEAR_BACK, land.tieSum[c] == 0 ? 0 : tieNear * land.tieSum[user] / land.tieSum[c]);
            float dot = land.spectrum.dot(user, c);
            set(rows, r, SPECTRAL_DOT, dot * root);
            float lengths = land.spectrum.length[user] * land.spectrum.length[c];
            set(rows, r, SPECTRAL_COSINE, lengths > 0 ? dot / lengths : 0);
            set(rows, r, DEGREE, dc);
            set(rows, r, CORE, land.core[c]);
            set(rows, r, CLUSTERING, clustering(c));
            set(rows, r, USER_DEGREE, du);
            set(rows, r, USER_CORE, land.core[user]);
            set(rows, r, USER_CLUSTERING, userClustering);
            set(rows, r, DEGREE_RATIO, land.log[c] - land.log[user]);
            set(rows, r, CANDIDATES, touchedCount);
            if (fresh.known) {
                set(rows, r, FRESH_DEGREE_SHORT, fresh.degree[0][c]);
                set(rows, r, FRESH_DEGREE, fresh.degree[1][c]);
                set(rows, r, FRESH_DEGREE_LONG, fresh.degree[2][c]);
                set(rows, r, LATEST, fresh.latest[c]);
                set(rows, r, FIRST, fresh.first[c]);
                set(rows, r, USER_FRESH_DEGREE, fresh.degree[1][user]);
                set(rows, r, USER_LATEST, fresh.latest[user]);
                set(rows, r, USER_FIRST, fresh.first[user]);
                set(rows, r, FRESH_ALLOCATION, freshAllocation[c]);
                set(rows, r, FRESH_ADAMIC_ADAR, freshAdamic[c]);
                set(rows, r, FRESHEST_PATH, freshest[c]);
                set(rows, r, FRESH_LANDING2, freshLanding[2][c]);
                set(rows, r, FRESH_LANDING3, freshLanding[3][c]);
                set(rows, r, FRESH_LANDING4, freshLanding[4][c]);
                set(rows, r, FRESH_NEAR, freshNear[c]);
            }
        }
        relative(rows, pool.length);
        return rows;
    }

    private static void set(float[] rows, int row, Feature feature, float value) {
        rows[row + feature.ordinal()] = value;
    }

    private static void relative(float[] rows, int size) {
        float[] sorted = new float[size];
        for (int key = 0; key < RELATIVE.length; key++) {
            int column = RELATIVE[key].ordinal();
            for (int at = 0; at < size; at++) {
                sorted[at] = rows[at * WIDTH + column];
            }
            Arrays.sort(sorted);
            float best = size == 0 ? 0 : sorted[size - 1];
            for (int at = 0; at < size; at++) {
                float value = rows[at * WIDTH + column];
                int to = at * WIDTH + COUNT + 2 * key;
                rows[to] = best > 0 ? value / best : 0;
                rows[to + 1] = (float) Math.log1p(size - above(sorted, value));
            }
        }
    }

    /** The place of the first number greater than {@code value}. */
    private static int above(float[] sorted, float value) {
        int from = 0;
        int to = sorted.length;
        while (from < to) {
            int middle = (from + to) >>> 1;
            if (sorted[middle] <= value) {
                from = middle + 1;
            } else {
                to = middle;
            }
        }
        return from;
    }
}
