package io.mutuals.suggestion.friendgraph;

import java.util.Arrays;

/**
 * Filters rankings by common-friend evidence, as far as friendships alone allow it.
 *
 * <p>A single common friend who has, or ever had, many friends of their own is not evidence. Rankers that look beyond
 * two steps also return people without any common friend; these are dropped, because no reason for the suggestion could
 * be given.
 *
 * @param loneFriendLimit maximum number of friends, former ones included, with which a single common friend is evidence
 */
public record CommonFriendFilter(int loneFriendLimit) {

    /** Minimum number of candidates requested from the ranker, since most may be filtered out. */
    private static final int MIN_RANKED = 600;

    /**
     * Returns the best candidates of {@code ranker} that have evidence.
     *
     * @param limit maximum number of candidates to return, at least 1
     */
    public TwoHopRanking rank(Ranker ranker, FriendGraph graph, int person, int limit) {
        Ranking ranking = ranker.rank(graph, person, Math.max(MIN_RANKED, 2 * limit));
        int maxSize = Math.min(limit, ranking.size());
        int[] people = new int[maxSize];
        double[] scores = new double[maxSize];
        int[] commonFriends = new int[maxSize];
        int size = 0;
        for (int place = 0; place < ranking.size() && size < maxSize; place++) {
            int candidate = ranking.people()[place];
            int common = countEvidence(graph, person, candidate);
            if (common > 0) {
                people[size] = candidate;
                scores[size] = ranking.scores()[place];
                commonFriends[size++] = common;
            }
        }
        return new TwoHopRanking(
                new Ranking(Arrays.copyOf(people, size), Arrays.copyOf(scores, size)),
                Arrays.copyOf(commonFriends, size));
    }

    /** Returns the number of common friends, or 0 if they are not evidence; O(sum of both degrees). */
    private int countEvidence(FriendGraph graph, int one, int other) {
        int[] friends = graph.friends();
        int at = graph.first(one);
        int end = at + graph.degree(one);
        int otherAt = graph.first(other);
        int otherEnd = otherAt + graph.degree(other);
        int common = 0;
        int last = FriendGraph.NOT_FOUND;
        while (at < end && otherAt < otherEnd) {
            int difference = Integer.compare(friends[at], friends[otherAt]);
            if (difference == 0) {
                common++;
                last = friends[at];
            }
            at += difference <= 0 ? 1 : 0;
            otherAt += difference >= 0 ? 1 : 0;
        }
        return common == 1 && graph.everFriends(last) > loneFriendLimit ? 0 : common;
    }
}
