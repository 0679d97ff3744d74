package io.mutuals.suggestion.evaluation;

import io.mutuals.suggestion.friendgraph.Ranker;
import io.mutuals.suggestion.friendgraph.Ranking;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** The measures and suggestions of one ranker for every test user. */
final class Trial {

    private static final int NOT_FOUND = Integer.MAX_VALUE;

    private final Split split;
    private final Map<Measure, double[]> values = new EnumMap<>(Measure.class);
    private final int[] firstHit;
    private final int[][] suggested;

    private Trial(Split split) {
        this.split = split;
        int users = split.users().length;
        for (Measure measure : Measure.values()) {
            values.put(measure, new double[users]);
        }
        firstHit = new int[users];
        suggested = new int[users][];
    }

    /** Ranks and measures all test users on the threads of {@code workers}. */
    static Trial of(Split split, Ranker ranker, int places, Workers workers, Progress progress) {
        Trial trial = new Trial(split);
        workers.forEach(
                split.users().length,
                user -> trial.record(user, ranker.rank(split.train(), split.users()[user], places)),
                done -> progress.at("Evaluating " + ranker.name(), done, split.users().length));
        return trial;
    }

    private void record(int user, Ranking ranking) {
        int[] heldOut = split.heldOut()[user];
        Measures measures = Measures.of(ranking, heldOut);
        values.forEach((measure, ofUsers) -> ofUsers[user] = measure.of(measures));
        firstHit[user] = IntStream.range(0, ranking.size())
                .filter(at -> Arrays.binarySearch(heldOut, ranking.people()[at]) >= 0)
                .findFirst()
                .orElse(NOT_FOUND);
        suggested[user] = Arrays.copyOf(ranking.people(), Math.min(ranking.size(), Measures.FIRST));
    }

    /** Returns a measure of every test user, in their order. */
    double[] values(Measure measure) {
        double[] found = values.get(measure);
        return found == null ? new double[0] : found;
    }

    /** Returns a measure of the test users in a bucket, in their order. */
    double[] values(Measure measure, DegreeBucket bucket) {
        double[] all = values(measure);
        return IntStream.range(0, all.length)
                .filter(user -> bucket.holds(split.train().degree(split.users()[user])))
                .mapToDouble(user -> all[user])
                .toArray();
    }

    /** Returns the fraction of users with a held-out friend within the first place, the first two, and so on. */
    List<Double> hitByPlace(int places) {
        int[] hits = new int[places];
        for (int first : firstHit) {
            if (first < places) {
                hits[first]++;
            }
        }
        Arrays.parallelPrefix(hits, Integer::sum);
        return Arrays.stream(hits)
                .mapToObj(users -> (double) users / firstHit.length)
                .toList();
    }

    Exposure exposure() {
        int[] times = new int[split.train().people()];
        for (int[] list : suggested) {
            for (int person : list) {
                times[person]++;
            }
        }
        return Exposure.of(times, split.train());
    }
}
