package io.mutuals.suggestion.graph;

import static io.mutuals.suggestion.graph.Feature.*;

import java.util.Arrays;

/**
 * Finds candidates for users and works out their features. Keeps its memory from one user to the next, about 140 bytes a person of the
 * graph; not thread-safe.
 */
public final class Explorer {

    private static final float[] LOG_PLACE = logarithms();

    private final Landscape land;
    private final FriendGraph graph;
    private final Walks walks;
    private final Pool pool;
    private final Circles circles;

    public Explorer(Landscape land) {
        this.land = land;
        graph = land.graph;
        walks = new Walks(land);
        pool = new Pool(land, walks);
        circles = new Circles(land);
    }

    /** The candidates of {@code user}, none of them a friend. */
    public Candidates explore(int user) {
        walks.from(user);
        circles.of(user);
        int[] people = pool.of(user);
        float[] rows = new float[people.length * WIDTH];
        for (int at = 0; at < people.length; at++) {
            int row = at * WIDTH;
            overCommonFriends(rows, row, user, people[at]);
            inCircles(rows, row, people[at]);
            overPaths(rows, row, user, people[at]);
            ofBoth(rows, row, user, people[at]);
            if (land.freshness.known) {
                ofTimes(rows, row, user, people[at]);
            }
        }
        relative(rows, people.length);
        return new Candidates(people, rows);
    }

    private void overCommonFriends(float[] rows, int row, int user, int c) {
        float[] two = walks.two;
        int from = c * Walks.WIDE;
        float common = two[from + Walks.COMMON];
        int mine = graph.degree(user);
        int theirs = graph.degree(c);
        set(rows, row, COMMON_FRIENDS, common);
        set(rows, row, ADAMIC_ADAR, two[from + Walks.ADAMIC]);
        set(rows, row, RESOURCE_ALLOCATION, two[from + Walks.ALLOCATION]);
        set(rows, row, ROOT_ALLOCATION, two[from + Walks.ROOT]);
        set(rows, row, JACCARD, common / Math.max(1, mine + theirs - common));
        set(rows, row, COSINE, common * land.root[c] * land.root[user]);
        set(rows, row, HUB_PROMOTED, common / Math.max(1, Math.min(mine, theirs)));
        set(rows, row, HUB_DEPRESSED, common / Math.max(1, Math.max(mine, theirs)));
        set(rows, row, LEAST_CONNECTED_FRIEND, two[from + Walks.LEAST_CONNECTED]);
        set(rows, row, TIE_STRENGTH, two[from + Walks.TIE]);
        set(rows, row, STRONGEST_TIE, two[from + Walks.STRONGEST_TIE]);
        set(rows, row, LOCAL_BAYES, two[from + Walks.BAYES]);
        set(rows, row, USER_ODDS, two[from + Walks.USER_ODDS]);
        set(rows, row, CANDIDATE_ODDS, two[from + Walks.CANDIDATE_ODDS]);
        set(rows, row, BOTH_ODDS, two[from + Walks.BOTH_ODDS]);
        set(rows, row, BEST_ODDS, two[from + Walks.BEST_ODDS]);
    }

    private void inCircles(float[] rows, int row, int c) {
        if (walks.two[c * Walks.WIDE + Walks.COMMON] == 0) {
            return;
        }
        circles.with(c);
        float pairs = 0.5f * circles.size * (circles.size - 1);
        set(rows, row, CIRCLE_LINKS, circles.links);
        set(rows, row, CIRCLE_LINKED, circles.linked);
        set(rows, row, CIRCLE_PARTS, circles.parts);
        set(rows, row, CIRCLE_DENSITY, circles.links / Math.max(1, pairs));
        set(rows, row, CIRCLE_ADAMIC_ADAR, circles.adamic);
        set(rows, row, CIRCLE_ALLOCATION, circles.allocation);
    }

    private void overPaths(float[] rows, int row, int user, int c) {
        float[] three = walks.three;
        int from = c * Walks.NARROW;
        float root = land.root[c];
        float share = land.share[c];
        float landing2 = walks.two[c * Walks.WIDE + Walks.LANDING2];
        float landing3 = three[from + Walks.LANDING3];
        set(rows, row, PATHS3, three[from + Walks.PATHS]);
        set(rows, row, ROOT_PATHS3, three[from + Walks.ROOT_PATHS]);
        set(rows, row, COSINE_PATHS3, three[from + Walks.ROOT_PATHS] * root * land.root[user]);
        set(rows, row, ITEM_PATHS3, three[from + Walks.ITEM_PATHS] * root);
        set(rows, row, ALIKE, three[from + Walks.ALIKE]);
        set(rows, row, ALIKE_BY_DEGREE, three[from + Walks.ALIKE_SUM] * share);
        set(rows, row, MOST_ALIKE, three[from + Walks.MOST_ALIKE]);
        set(rows, row, LANDING3, landing3);
        set(rows, row, NEAR, 0.25f * landing2 + 0.125f * landing3);
        set(rows, row, NEAR_BY_DEGREE, (0.25f * landing2 + 0.125f * landing3) * share);
        set(rows, row, FAR, 0.7225f * landing2 + 0.614125f * landing3);
        set(rows, row, FAR_BY_DEGREE, (0.7225f * landing2 + 0.614125f * landing3) * share);
        float tieLanding2 = walks.two[c * Walks.WIDE + Walks.TIE_LANDING2];
        float tieLanding3 = three[from + Walks.TIE_LANDING3];
        set(rows, row, TIE_LANDING2, tieLanding2);
        set(rows, row, TIE_LANDING3, tieLanding3);
        float back = land.tieSum[c] == 0 ? 0 : land.tieSum[user] / land.tieSum[c];
        set(rows, row, TIE_NEAR_BACK, (0.25f * tieLanding2 + 0.125f * tieLanding3) * back);
    }

    private void ofBoth(float[] rows, int row, int user, int c) {
        float dot = land.spectrum.dot(user, c);
        float lengths = land.spectrum.length[user] * land.spectrum.length[c];
        set(rows, row, SPECTRAL_DOT, dot * land.root[c]);
        set(rows, row, SPECTRAL_COSINE, lengths > 0 ? dot / lengths : 0);
        set(rows, row, DEGREE, graph.degree(c));
        set(rows, row, CORE, land.core[c]);
        set(rows, row, CLUSTERING, land.clustering[c]);
        set(rows, row, USER_DEGREE, graph.degree(user));
        set(rows, row, USER_CORE, land.core[user]);
        set(rows, row, USER_CLUSTERING, land.clustering[user]);
        set(rows, row, DEGREE_RATIO, land.log[c] - land.log[user]);
        set(rows, row, REACHED, walks.reachedCount);
    }

    private void ofTimes(float[] rows, int row, int user, int c) {
        Freshness freshness = land.freshness;
        float[] fresh = walks.fresh;
        int from = c * Walks.NARROW;
        float landing2 = fresh[from + Walks.FRESH_LANDING2];
        float landing3 = fresh[from + Walks.FRESH_LANDING3];
        set(rows, row, FRESH_DEGREE_SHORT, freshness.degree[0][c]);
        set(rows, row, FRESH_DEGREE, freshness.degree[1][c]);
        set(rows, row, FRESH_DEGREE_LONG, freshness.degree[2][c]);
        set(rows, row, LATEST, freshness.latest[c]);
        set(rows, row, FIRST, freshness.first[c]);
        set(rows, row, USER_FRESH_DEGREE, freshness.degree[1][user]);
        set(rows, row, USER_LATEST, freshness.latest[user]);
        set(rows, row, USER_FIRST, freshness.first[user]);
        set(rows, row, FRESH_ALLOCATION, fresh[from + Walks.FRESH_ALLOCATION]);
        set(rows, row, FRESH_ADAMIC_ADAR, fresh[from + Walks.FRESH_ADAMIC]);
        set(rows, row, FRESHEST_PATH, fresh[from + Walks.FRESHEST]);
        set(rows, row, FRESH_LANDING2, landing2);
        set(rows, row, FRESH_LANDING3, landing3);
        set(rows, row, FRESH_NEAR, 0.49f * landing2 + 0.343f * landing3);
    }

    private static float[] logarithms() {
        float[] logarithms = new float[Pool.MOST + 1];
        for (int place = 0; place < logarithms.length; place++) {
            logarithms[place] = (float) Math.log1p(place);
        }
        return logarithms;
    }

    private static void set(float[] rows, int row, Feature feature, float value) {
        rows[row + feature.ordinal()] = value;
    }

    /** What a feature is worth depends on the user; how it compares with the user's other candidates does so less. */
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
                rows[to + 1] = LOG_PLACE[size - above(sorted, value)];
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
