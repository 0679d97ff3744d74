package io.mutuals.experiment.cluster;

import io.mutuals.suggestion.graph.FriendGraph;
import java.util.Arrays;

/**
 * Groups of people with the number of friendships between them, as compressed sparse rows.
 *
 * @param first where the row of each group begins, and at the end where the last one ends
 * @param to the other group of each entry
 * @param weight how many friendships there are between the two
 * @param within of each group, twice the number of friendships within it
 * @param size how many people each group has
 */
@SuppressWarnings("ArrayRecordComponent") // read in hot loops, never compared
record CommunityGraph(int[] first, int[] to, int[] weight, int[] within, int[] size) {

    /** A group for each person. */
    static CommunityGraph of(FriendGraph graph) {
        int people = graph.people();
        int[] first = new int[people + 1];
        for (int person = 0; person < people; person++) {
            first[person + 1] = first[person] + graph.degree(person);
        }
        int[] to = new int[first[people]];
        for (int person = 0; person < people; person++) {
            System.arraycopy(graph.friends(), graph.first(person), to, first[person], graph.degree(person));
        }
        int[] weight = new int[to.length];
        Arrays.fill(weight, 1);
        int[] size = new int[people];
        Arrays.fill(size, 1);
        return new CommunityGraph(first, to, weight, new int[people], size);
    }

    int groups() {
        return size.length;
    }

    /** How many ends of friendships a group has. */
    int strength(int group) {
        int strength = within[group];
        for (int at = first[group]; at < first[group + 1]; at++) {
            strength += weight[at];
        }
        return strength;
    }

    /** A group for each community. */
    CommunityGraph merged(Clusters communities) {
        int count = communities.count();
        int[] begin = new int[count + 1];
        for (int community : communities.byPerson()) {
            begin[community + 1]++;
        }
        for (int community = 0; community < count; community++) {
            begin[community + 1] += begin[community];
        }
        int[] members = new int[groups()];
        int[] next = begin.clone();
        for (int group = 0; group < groups(); group++) {
            members[next[communities.byPerson()[group]]++] = group;
        }
        int[] mergedFirst = new int[count + 1];
        int[] mergedTo = new int[to.length];
        int[] mergedWeight = new int[to.length];
        int[] mergedWithin = new int[count];
        int[] mergedSize = new int[count];
        int[] place = new int[count];
        Arrays.fill(place, -1);
        int filled = 0;
        for (int community = 0; community < count; community++) {
            int row = filled;
            for (int member = begin[community]; member < begin[community + 1]; member++) {
                int group = members[member];
                mergedWithin[community] += within[group];
                mergedSize[community] += size[group];
                for (int at = first[group]; at < first[group + 1]; at++) {
                    int other = communities.byPerson()[to[at]];
                    if (other == community) {
                        mergedWithin[community] += weight[at];
                    } else if (place[other] >= row) {
                        mergedWeight[place[other]] += weight[at];
                    } else {
                        place[other] = filled;
                        mergedTo[filled] = other;
                        mergedWeight[filled++] = weight[at];
                    }
                }
            }
            mergedFirst[community + 1] = filled;
        }
        return new CommunityGraph(
                mergedFirst,
                Arrays.copyOf(mergedTo, filled),
                Arrays.copyOf(mergedWeight, filled),
                mergedWithin,
                mergedSize);
    }
}
