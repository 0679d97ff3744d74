package io.mutuals.suggestion.graph;

import java.util.Arrays;

/**
 * Which common friends are evidence, as far as friendships alone can tell.
 *
 * <p>A lone common friend whom more than a few know is none. Rankers that look further than two steps find people without a common friend
 * too: these are left out, since nothing could be told of why they are suggested.
 *
 * @param loneFriendLimit how many friends a person may have and still be, as the only common friend, evidence
 */
public record CommonFriends(int loneFriendLimit) {

    /** So many of those whom a ranker names are looked at, or twice as many as there are places: most of them may be left out. */
    private static final int LOOKED_AT = 600;

    /** The best of those whom {@code ranker} names and for whom there is evidence, at most {@code places}, which is at least 1. */
    public TwoHopRanking rank(Ranker ranker, FriendGraph graph, int person, int places) {
        Ranking ranking = ranker.rank(graph, person, Math.max(LOOKED_AT, 2 * places));
        int most = Math.min(places, ranking.size());
        int[] people = new int[most];
        double[] scores = new double[most];
        int[] counts = new int[most];
        int size = 0;
        for (int place = 0; place < ranking.size() && size < most; place++) {
            int candidate = ranking.people()[place];
            int count = count(graph, person, candidate);
            if (count > 0) {
                people[size] = candidate;
                scores[size] = ranking.scores()[place];
                counts[size++] = count;
            }
        }
        return new TwoHopRanking(
                new Ranking(Arrays.copyOf(people, size), Arrays.copyOf(scores, size)), Arrays.copyOf(counts, size));
    }

    /** How many friends two people share; 0 when they are no evidence. */
    private int count(FriendGraph graph, int one, int other) {
        int[] friends = graph.friends();
        int at = graph.first(one);
        int end = at + graph.degree(one);
        int there = graph.first(other);
        int thereEnd = there + graph.degree(other);
        int common = 0;
        int last = FriendGraph.NOBODY;
        while (at < end && there < thereEnd) {
            int difference = Integer.compare(friends[at], friends[there]);
            if (difference == 0) {
                common++;
                last = friends[at];
            }
            at += difference <= 0 ? 1 : 0;
            there += difference >= 0 ? 1 : 0;
        }
        return common == 1 && graph.degree(last) > loneFriendLimit ? 0 : common;
    }
}
