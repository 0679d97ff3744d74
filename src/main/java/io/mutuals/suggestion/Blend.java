package io.mutuals.suggestion;

import java.util.Comparator;
import java.util.EnumMap;
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
final class Blend {

    /** How much a source can add at the most, where the best friend of a friend has 1. */
    private static final Map<SuggestionSource, Double> WEIGHTS = Map.of(
            SuggestionSource.CONTACTS, 1.5,
            SuggestionSource.SHARED_CONVERSATIONS, 0.6,
            SuggestionSource.VIDEO_TASTE, 0.3,
            SuggestionSource.NEW_HERE, 0.1);

    private Blend() {}

    /**
     * @param friends friends of friends, best first
     * @param others what the other sources found
     * @param alone whether there is only one source
     * @return the strongest first, at most {@code limit}
     */
    static List<Contender> of(
            List<FriendsOfFriends.Found> friends,
            Map<SuggestionSource, List<Candidate>> others,
            boolean alone,
            int limit) {
        Map<Long, Contender> contenders = new HashMap<>();
        double best = friends.isEmpty() || alone ? 1 : friends.getFirst().score();
        for (FriendsOfFriends.Found found : friends) {
            Contender contender =
                    new Contender(found.person(), found.commonFriends(), new EnumMap<>(SuggestionSource.class));
            contender.parts().put(SuggestionSource.FRIENDS_OF_FRIENDS, found.score() / best);
            contenders.put(found.person(), contender);
        }
        others.forEach((source, candidates) -> {
            double weight = WEIGHTS.getOrDefault(source, 1.0);
            for (Candidate candidate : candidates) {
                contenders
                        .computeIfAbsent(
                                candidate.person(),
                                person -> new Contender(person, 0, new EnumMap<>(SuggestionSource.class)))
                        .parts()
                        .put(
                                source,
                                alone
                                        ? candidate.evidence()
                                        : weight * candidate.evidence() / (candidate.evidence() + 1));
            }
        });
        return contenders.values().stream()
                .sorted(Comparator.comparing((Contender contender) -> contender.score(), Comparator.reverseOrder())
                        .thenComparing(Contender::person))
                .limit(limit)
                .toList();
    }

    /**
     * Somebody who may get a place.
     *
     * @param commonFriends how many friends they share with the viewer; 0 when no source asked
     * @param parts what each source adds to the score
     */
    record Contender(long person, int commonFriends, EnumMap<SuggestionSource, Double> parts) {

        double score() {
            return score(parts.keySet());
        }

        /** What these sources add. */
        double score(Set<SuggestionSource> sources) {
            double sum = 0;
            for (var part : parts.entrySet()) {
                sum += sources.contains(part.getKey()) ? part.getValue() : 0;
            }
            return sum;
        }
    }
}
