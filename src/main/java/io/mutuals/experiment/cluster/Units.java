package io.mutuals.experiment.cluster;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What is independent of one another: clusters, and people who are in none.
 *
 * @param ofPerson the unit of each person, from 0, in the order in which they come
 * @param count how many units there are
 */
@SuppressWarnings("ArrayRecordComponent") // read in place, never compared
record Units(int[] ofPerson, int count) {

    static Units of(List<Observed> people) {
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
