package io.mutuals.experiment.cluster;

import io.mutuals.suggestion.friendgraph.FriendGraph;
import java.util.Arrays;

/**
 * Weighted graph of groups of people, in compressed sparse row form.
 *
 * @param first start of each group's row, followed by the end of the last one
 * @param to neighbouring group of each entry
 * @param weight number of friendships between the two groups of each entry
 * @param within twice the number of friendships within each group
 * @param size number of people in each group
 */
@SuppressWarnings("ArrayRecordComponent") // read in hot loops, never compared
record CommunityGraph(int[] first, int[] to, int[] weight, int[] within, int[] size) {

    /** Returns the graph in which each person is a group. */
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

    /** Returns the number of friendship ends in a group, its weighted degree. */
    int strength(int group) {
        int strength = within[group];
        for (int at = first[group]; at < first[group + 1]; at++) {
            strength += weight[at];
        }
        return strength;
    }

    /** Returns the graph in which each community of this one is a group. */
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
        int[] entryOf = new int[count];
        Arrays.fill(entryOf, -1);
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
                    } else if (entryOf[other] >= row) {
                        mergedWeight[entryOf[other]] += weight[at];
                    } else {
                        entryOf[other] = filled;
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
