package io.mutuals.experiment.cluster;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Independent units of an experiment: clusters, and people in none.
 *
 * @param ofPerson unit of each observation, from 0, in order of first appearance
 * @param count number of units
 */
@SuppressWarnings("ArrayRecordComponent") // read in place, never compared
record Units(int[] ofPerson, int count) {

    static Units of(List<ObservedPerson> people) {
        Map<Integer, Integer> clusters = new HashMap<>();
        int[] ofPerson = new int[people.size()];
        int count = 0;
        for (int at = 0; at < ofPerson.length; at++) {
            int cluster = people.get(at).cluster();
            Integer known = cluster == Clusters.NONE ? null : clusters.putIfAbsent(cluster, count);
            ofPerson[at] = known == null ? count++ : known;
        }
        return new Units(ofPerson, count);
    }
}
