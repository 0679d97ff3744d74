package io.mutuals.suggestion.evaluation;

import io.mutuals.suggestion.graph.Candidates;
import io.mutuals.suggestion.graph.Explorer;
import io.mutuals.suggestion.graph.Landscape;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * What can be learned from a split: the candidates of each of its users as they were seen without the held-out friendships, and which of
 * them became friends.
 */
record Lesson(Split split, Candidates[] candidates) {

    static Lesson of(Split split, Workers workers, Progress progress, String step) {
        Landscape landscape = Landscape.of(split.train());
        ThreadLocal<Explorer> explorers = ThreadLocal.withInitial(() -> new Explorer(landscape));
        Candidates[] candidates = new Candidates[split.users().length];
        workers.forEach(
                candidates.length,
                user -> candidates[user] = explorers.get().explore(split.users()[user]),
                done -> progress.at(step, done, candidates.length));
        return new Lesson(split, candidates);
    }

    int users() {
        return candidates.length;
    }

    /** Which candidates of a user are held-out friends: their places, ascending. */
    int[] found(int user) {
        int[] heldOut = split.heldOut()[user];
        int[] people = candidates[user].people();
        return IntStream.range(0, people.length)
                .filter(at -> Arrays.binarySearch(heldOut, people[at]) >= 0)
                .toArray();
    }
}
