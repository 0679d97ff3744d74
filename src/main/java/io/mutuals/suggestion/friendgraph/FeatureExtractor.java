package io.mutuals.suggestion.friendgraph;

import static io.mutuals.suggestion.friendgraph.Feature.*;

import java.util.Arrays;

/**
 * Generates candidates for users and computes their features.
 *
 * <p>Reuses its working memory from one user to the next: about 110 bytes per person in the graph, 140 if start times
 * are known. Not thread-safe.
 */
public final class FeatureExtractor {

    private static final float[] LOG_RANK = logarithmsOfRanks();

    private final GraphFeatures features;
    private final FriendGraph graph;
    private final WalkSums walks;
    private final CandidateSelection selection;
    private final CommonFriendStructure commonFriends;

    /** Creates an extractor of one graph and allocates its working memory. */
    public FeatureExtractor(GraphFeatures features) {
        this.features = features;
        graph = features.graph;
        walks = new WalkSums(features);
        selection = new CandidateSelection(features, walks);
        commonFriends = new CommonFriendStructure(features);
    }

    /** Returns the candidates of {@code user} with their feature rows; friends of the user are never among them. */
    public FeatureMatrix extract(int user) {
        walks.from(user);
        commonFriends.selectUser(user);
        int[] people = selection.select(user);
        float[] rows = new float[people.length * WIDTH];
        for (int at = 0; at < people.length; at++) {
            int row = at * WIDTH;
            setCommonFriendFeatures(rows, row, user, people[at]);
            setCircleFeatures(rows, row, people[at]);
            setPathFeatures(rows, row, user, people[at]);
            setNodeFeatures(rows, row, user, people[at]);
            if (features.recency.known) {
                setFreshnessFeatures(rows, row, user, people[at]);
            }
        }
        addRelativeFeatures(rows, people.length);
        return new FeatureMatrix(people, rows);
    }

    private void setCommonFriendFeatures(float[] rows, int row, int user, int c) {
        float[] two = walks.two;
        int from = c * WalkSums.WIDE;
        float common = two[from + WalkSums.COMMON];
        int mine = graph.degree(user);
        int theirs = graph.degree(c);
        set(rows, row, COMMON_FRIENDS, common);
        set(rows, row, ADAMIC_ADAR, two[from + WalkSums.ADAMIC]);
        set(rows, row, RESOURCE_ALLOCATION, two[from + WalkSums.ALLOCATION]);
        set(rows, row, ROOT_ALLOCATION, two[from + WalkSums.ROOT]);
        set(rows, row, JACCARD, common / Math.max(1, mine + theirs - common));
        set(rows, row, COSINE, common * features.root[c] * features.root[user]);
        set(rows, row, HUB_PROMOTED, common / Math.max(1, Math.min(mine, theirs)));
        set(rows, row, HUB_DEPRESSED, common / Math.max(1, Math.max(mine, theirs)));
        set(rows, row, LEAST_CONNECTED_FRIEND, two[from + WalkSums.LEAST_CONNECTED]);
        set(rows, row, TIE_STRENGTH, two[from + WalkSums.TIE]);
        set(rows, row, STRONGEST_TIE, two[from + WalkSums.STRONGEST_TIE]);
        set(rows, row, LOCAL_BAYES, two[from + WalkSums.BAYES]);
        set(rows, row, USER_ODDS, two[from + WalkSums.USER_ODDS]);
        set(rows, row, CANDIDATE_ODDS, two[from + WalkSums.CANDIDATE_ODDS]);
        set(rows, row, BOTH_ODDS, two[from + WalkSums.BOTH_ODDS]);
        set(rows, row, BEST_ODDS, two[from + WalkSums.BEST_ODDS]);
    }

    private void setCircleFeatures(float[] rows, int row, int c) {
        if (walks.two[c * WalkSums.WIDE + WalkSums.COMMON] == 0) {
            return;
        }
        commonFriends.measure(c);
        float pairs = 0.5f * commonFriends.size * (commonFriends.size - 1);
        set(rows, row, CIRCLE_LINKS, commonFriends.linkCount);
        set(rows, row, CIRCLE_LINKED, commonFriends.linkedFriends);
        set(rows, row, CIRCLE_PARTS, commonFriends.components);
        set(rows, row, CIRCLE_DENSITY, commonFriends.linkCount / Math.max(1, pairs));
        set(rows, row, CIRCLE_ADAMIC_ADAR, commonFriends.adamic);
        set(rows, row, CIRCLE_ALLOCATION, commonFriends.allocation);
    }

    private void setPathFeatures(float[] rows, int row, int user, int c) {
        float[] three = walks.three;
        int from = c * WalkSums.NARROW;
        float root = features.root[c];
        float share = features.share[c];
        float landing2 = walks.two[c * WalkSums.WIDE + WalkSums.LANDING2];
        float landing3 = three[from + WalkSums.LANDING3];
        set(rows, row, PATHS3, three[from + WalkSums.PATHS]);
        set(rows, row, ROOT_PATHS3, three[from + WalkSums.ROOT_PATHS]);
        set(rows, row, COSINE_PATHS3, three[from + WalkSums.ROOT_PATHS] * root * features.root[user]);
        set(rows, row, ITEM_PATHS3, three[from + WalkSums.ITEM_PATHS] * root);
        set(rows, row, ALIKE, three[from + WalkSums.ALIKE]);
        set(rows, row, ALIKE_BY_DEGREE, three[from + WalkSums.ALIKE_SUM] * share);
        set(rows, row, MOST_ALIKE, three[from + WalkSums.MOST_ALIKE]);
        set(rows, row, LANDING3, landing3);
        set(rows, row, NEAR, 0.25f * landing2 + 0.125f * landing3);
        set(rows, row, NEAR_BY_DEGREE, (0.25f * landing2 + 0.125f * landing3) * share);
        set(rows, row, FAR, 0.7225f * landing2 + 0.614125f * landing3);
        set(rows, row, FAR_BY_DEGREE, (0.7225f * landing2 + 0.614125f * landing3) * share);
        float tieLanding2 = walks.two[c * WalkSums.WIDE + WalkSums.TIE_LANDING2];
        float tieLanding3 = three[from + WalkSums.TIE_LANDING3];
        set(rows, row, TIE_LANDING2, tieLanding2);
        set(rows, row, TIE_LANDING3, tieLanding3);
        float back = features.tieSum[c] == 0 ? 0 : features.tieSum[user] / features.tieSum[c];
        set(rows, row, TIE_NEAR_BACK, (0.25f * tieLanding2 + 0.125f * tieLanding3) * back);
    }

    private void setNodeFeatures(float[] rows, int row, int user, int c) {
        float dot = features.spectrum.dot(user, c);
        float lengths = features.spectrum.norm[user] * features.spectrum.norm[c];
        set(rows, row, SPECTRAL_DOT, dot * features.root[c]);
        set(rows, row, SPECTRAL_COSINE, lengths > 0 ? dot / lengths : 0);
        set(rows, row, DEGREE, graph.degree(c));
        set(rows, row, CORE, features.core[c]);
        set(rows, row, CLUSTERING, features.clustering[c]);
        set(rows, row, USER_DEGREE, graph.degree(user));
        set(rows, row, USER_CORE, features.core[user]);
        set(rows, row, USER_CLUSTERING, features.clustering[user]);
        set(rows, row, DEGREE_RATIO, features.log[c] - features.log[user]);
        set(rows, row, REACHED, walks.reachedCount);
    }

    private void setFreshnessFeatures(float[] rows, int row, int user, int c) {
        FriendshipRecency recency = features.recency;
        float[] fresh = walks.fresh;
        int from = c * WalkSums.NARROW;
        float landing2 = fresh[from + WalkSums.FRESH_LANDING2];
        float landing3 = fresh[from + WalkSums.FRESH_LANDING3];
        set(rows, row, FRESH_DEGREE_SHORT, recency.degree[0][c]);
        set(rows, row, FRESH_DEGREE, recency.degree[1][c]);
        set(rows, row, FRESH_DEGREE_LONG, recency.degree[2][c]);
        set(rows, row, LATEST, recency.latest[c]);
        set(rows, row, FIRST, recency.first[c]);
        set(rows, row, USER_FRESH_DEGREE, recency.degree[1][user]);
        set(rows, row, USER_LATEST, recency.latest[user]);
        set(rows, row, USER_FIRST, recency.first[user]);
        set(rows, row, FRESH_ALLOCATION, fresh[from + WalkSums.FRESH_ALLOCATION]);
        set(rows, row, FRESH_ADAMIC_ADAR, fresh[from + WalkSums.FRESH_ADAMIC]);
        set(rows, row, FRESHEST_PATH, fresh[from + WalkSums.FRESHEST]);
        set(rows, row, FRESH_LANDING2, landing2);
        set(rows, row, FRESH_LANDING3, landing3);
        set(rows, row, FRESH_NEAR, 0.49f * landing2 + 0.343f * landing3);
    }

    private static float[] logarithmsOfRanks() {
        float[] logarithms = new float[CandidateSelection.MAX_SIZE + 1];
        for (int place = 0; place < logarithms.length; place++) {
            logarithms[place] = (float) Math.log1p(place);
        }
        return logarithms;
    }

    private static void set(float[] rows, int row, Feature feature, float value) {
        rows[row + feature.ordinal()] = value;
    }

    /**
     * Adds the ratio to the best value and the logarithm of the rank for some features: absolute values depend on the
     * user, relative ones far less.
     */
    private static void addRelativeFeatures(float[] rows, int size) {
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
                rows[to + 1] = LOG_RANK[size - upperBound(sorted, value)];
            }
        }
    }

    /** Returns the index of the first element greater than {@code value}. */
    private static int upperBound(float[] sorted, float value) {
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
