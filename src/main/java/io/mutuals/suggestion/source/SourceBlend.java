package io.mutuals.suggestion.source;

import io.mutuals.suggestion.evidence.SuggestionSource;
import io.mutuals.suggestion.strategy.FriendsOfFriends;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Puts what several sources found for one viewer into one order.
 *
 * <p>Sources do not measure alike. So the viewer's best friend of a friend counts 1 and the others in proportion, and each other source
 * adds {@code weight × evidence / (evidence + 1)}, which grows with the evidence and never beyond its weight: somebody whom two sources
 * name comes before somebody whom only one names as strongly. With one source alone its own scores stay as they are.
 */
public final class SourceBlend {

    /** How much a source can add at the most, where the best friend of a friend has 1. */
    private static final Map<SuggestionSource, Double> WEIGHTS = Map.of(
            SuggestionSource.CONTACTS, 1.5,
            SuggestionSource.SHARED_CONVERSATIONS, 0.6,
            SuggestionSource.VIDEO_TASTE, 0.3,
            SuggestionSource.NEW_HERE, 0.1);

    private static final SuggestionSource[] SOURCES = SuggestionSource.values();

    private static final Comparator<Contender> STRONGEST = (one, other) ->
            one.score == other.score ? Long.compare(one.person, other.person) : Double.compare(other.score, one.score);

    private SourceBlend() {}

    /**
     * @param friends friends of friends, best first
     * @param others what the other sources found
     * @param alone whether there is only one source
     * @return the strongest first, at most {@code limit}
     */
    public static List<Contender> of(
            List<FriendsOfFriends.Found> friends,
            Map<SuggestionSource, List<Candidate>> others,
            boolean alone,
            int limit) {
        Map<Long, Contender> contenders = HashMap.newHashMap(2 * friends.size());
        double best = friends.isEmpty() || alone ? 1 : friends.getFirst().score();
        for (FriendsOfFriends.Found found : friends) {
            Contender contender = new Contender(found.person(), found.commonFriends());
            contender.add(SuggestionSource.FRIENDS_OF_FRIENDS, found.score() / best);
            contenders.put(found.person(), contender);
        }
        others.forEach((source, candidates) -> {
            double weight = WEIGHTS.getOrDefault(source, 1.0);
            for (Candidate candidate : candidates) {
                contenders
                        .computeIfAbsent(candidate.person(), person -> new Contender(person, 0))
                        .add(
                                source,
                                alone
                                        ? candidate.evidence()
                                        : weight * candidate.evidence() / (candidate.evidence() + 1));
            }
        });
        List<Contender> strongest = new ArrayList<>(contenders.values());
        strongest.sort(STRONGEST);
        return strongest.subList(0, Math.min(limit, strongest.size()));
    }

    /** Somebody who may get a place. */
    public static final class Contender {

        private final long person;
        private final int commonFriends;
        private final Set<SuggestionSource> sources = EnumSet.noneOf(SuggestionSource.class);
        private final double[] parts = new double[SOURCES.length];
        private double score;

        private Contender(long person, int commonFriends) {
            this.person = person;
            this.commonFriends = commonFriends;
        }

        private void add(SuggestionSource source, double part) {
            sources.add(source);
            parts[source.ordinal()] = part;
            score = score(sources);
        }

        public long person() {
            return person;
        }

        /** How many friends they share with the viewer; 0 when no source asked. */
        public int commonFriends() {
            return commonFriends;
        }

        /** Which sources found them; not to be changed. */
        public Set<SuggestionSource> sources() {
            return sources;
        }

        /** What all sources add. */
        public double score() {
            return score;
        }

        /** What these sources add. */
        public double score(Set<SuggestionSource> some) {
            double sum = 0;
            for (SuggestionSource source : SOURCES) {
                sum += some.contains(source) ? parts[source.ordinal()] : 0;
            }
            return sum;
        }
    }
}
