package io.mutuals.conversation;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Consumer;

/**
 * Reads again what was read in the middle of a commit. Neo4j shows the parts of a commit one after the other, so that
 * for a moment a conversation may have the number of a message that is not found yet.
 */
final class WholeReads {

    /** A commit is shown within a millisecond or so; more tries would mean that the message really is missing. */
    private static final int MAX_READS = 3;

    private WholeReads() {}

    /**
     * Returns the answers to keys.
     *
     * @param read answers keys, and names those whose answers are torn
     */
    static <K, V> Map<K, V> of(Set<K> keys, BiFunction<Set<K>, Consumer<K>, Map<K, V>> read) {
        Map<K, V> answers = new HashMap<>();
        Set<K> left = keys;
        for (int reads = 0; reads < MAX_READS && !left.isEmpty(); reads++) {
            Set<K> torn = new HashSet<>();
            answers.keySet().removeAll(left);
            answers.putAll(read.apply(left, torn::add));
            left = torn;
        }
        return answers;
    }
}
