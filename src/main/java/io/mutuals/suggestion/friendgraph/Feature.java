package io.mutuals.suggestion.friendgraph;

/**
 * Features of a candidate c for a user u. Sums run over common friends w, or over paths u-x-y-c; d is the degree.
 * Circles are groups of common friends who are friends with one another.
 *
 * <p>Names and order are part of the model file format: changing either invalidates existing models.
 */
enum Feature {
    COMMON_FRIENDS,
    ADAMIC_ADAR,
    RESOURCE_ALLOCATION,
    ROOT_ALLOCATION,
    JACCARD,
    COSINE,
    HUB_PROMOTED,
    HUB_DEPRESSED,
    LEAST_CONNECTED_FRIEND,
    TIE_STRENGTH,
    STRONGEST_TIE,
    LOCAL_BAYES,
    USER_ODDS,
    CANDIDATE_ODDS,
    BOTH_ODDS,
    BEST_ODDS,
    CIRCLE_LINKS,
    CIRCLE_LINKED,
    CIRCLE_PARTS,
    CIRCLE_DENSITY,
    CIRCLE_ADAMIC_ADAR,
    CIRCLE_ALLOCATION,
    PATHS3,
    ROOT_PATHS3,
    COSINE_PATHS3,
    ITEM_PATHS3,
    ALIKE,
    ALIKE_BY_DEGREE,
    MOST_ALIKE,
    LANDING3,
    NEAR,
    FAR,
    NEAR_BY_DEGREE,
    FAR_BY_DEGREE,
    TIE_LANDING2,
    TIE_LANDING3,
    TIE_NEAR_BACK,
    SPECTRAL_DOT,
    SPECTRAL_COSINE,
    DEGREE,
    CORE,
    CLUSTERING,
    USER_DEGREE,
    USER_CORE,
    USER_CLUSTERING,
    DEGREE_RATIO,
    REACHED,
    FRESH_DEGREE_SHORT,
    FRESH_DEGREE,
    FRESH_DEGREE_LONG,
    LATEST,
    FIRST,
    USER_FRESH_DEGREE,
    USER_LATEST,
    USER_FIRST,
    FRESH_ALLOCATION,
    FRESH_ADAMIC_ADAR,
    FRESHEST_PATH,
    FRESH_LANDING2,
    FRESH_LANDING3,
    FRESH_NEAR,
    SHARED_CONVERSATIONS,
    VIDEO_TASTE;

    /** Features that are also given relative to the user's other candidates. */
    static final Feature[] RELATIVE = {
        ADAMIC_ADAR,
        RESOURCE_ALLOCATION,
        COSINE,
        TIE_STRENGTH,
        LOCAL_BAYES,
        USER_ODDS,
        CANDIDATE_ODDS,
        BOTH_ODDS,
        CIRCLE_LINKS,
        CIRCLE_ALLOCATION,
        ROOT_PATHS3,
        COSINE_PATHS3,
        ITEM_PATHS3,
        ALIKE,
        ALIKE_BY_DEGREE,
        NEAR,
        FAR,
        NEAR_BY_DEGREE,
        TIE_LANDING3,
        SPECTRAL_DOT,
        SPECTRAL_COSINE,
        DEGREE,
        FRESH_DEGREE,
        FRESH_ALLOCATION,
        FRESH_NEAR
    };

    static final int COUNT = values().length;

    /**
     * Columns of a row: the features, then for each of {@link #RELATIVE} the ratio to the best value and the logarithm
     * of the rank.
     */
    static final int WIDTH = COUNT + 2 * RELATIVE.length;

    /** Returns the name of a column; relative columns end in {@code :share} or {@code :rank}. */
    static String name(int column) {
        if (column < COUNT) {
            return values()[column].name();
        }
        Feature feature = RELATIVE[(column - COUNT) / 2];
        return feature.name() + ((column - COUNT) % 2 == 0 ? ":share" : ":rank");
    }
}
