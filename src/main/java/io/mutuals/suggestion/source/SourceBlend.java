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
 * Blends the candidates of several sources for one viewer into one order.
 *
 * <p>Sources measure differently. So the viewer's best friend of a friend scores 1 and the others in proportion, and
 * each other source adds {@code weight × evidence / (evidence + 1)}, which grows with the evidence and stays below the
 * weight. A candidate of two sources therefore ranks above one that only one of them names as strongly. A single source
 * keeps its own scores.
 *
 * <p>Stateless; O(n log n) in the number of candidates.
 */
public final class SourceBlend {

    /** The supremum of what a source adds, where the best friend of a friend has 1. */
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
     * Blends candidates.
     *
     * @param friends friends of friends, best first
     * @param others the candidates of the other sources
     * @param alone whether there is only one source
     * @return the highest scores first, ties by smaller id; at most {@code limit}
     */
    public static List<Contender> of(
            List<FriendsOfFriends.FriendOfFriend> friends,
            Map<SuggestionSource, List<Candidate>> others,
            boolean alone,
            int limit) {
        Map<Long, Contender> contenders = HashMap.newHashMap(2 * friends.size());
        double best = friends.isEmpty() || alone ? 1 : friends.getFirst().score();
        for (FriendsOfFriends.FriendOfFriend found : friends) {
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

    /** A candidate with the contributions of its sources. */
    public static final class Contender {

        private final long person;
        private final int commonFriends;
        private final Set<SuggestionSource> sources = EnumSet.noneOf(SuggestionSource.class);
        private final double[] contributions = new double[SOURCES.length];
        private double score;

        private Contender(long person, int commonFriends) {
            this.person = person;
            this.commonFriends = commonFriends;
        }

        private void add(SuggestionSource source, double contribution) {
            sources.add(source);
            contributions[source.ordinal()] = contribution;
            score = score(sources);
        }

        public long person() {
            return person;
        }

        /** Returns the number of friends in common with the viewer; 0 if friends of friends were not searched. */
        public int commonFriends() {
            return commonFriends;
        }

        /** Returns the sources that found the candidate; not to be modified. */
        public Set<SuggestionSource> sources() {
            return sources;
        }

        /** Returns the sum of all contributions. */
        public double score() {
            return score;
        }

        /** Returns the sum of the contributions of {@code some} sources. */
        public double score(Set<SuggestionSource> some) {
            double sum = 0;
            for (SuggestionSource source : SOURCES) {
                sum += some.contains(source) ? contributions[source.ordinal()] : 0;
            }
            return sum;
        }
    }
}
