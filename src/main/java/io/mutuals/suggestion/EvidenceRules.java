package io.mutuals.suggestion;

import io.mutuals.suggestion.PeopleRepository.Evidence;
import io.mutuals.user.User;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.neo4j.driver.Value;
import org.springframework.stereotype.Component;

/**
 * What counts as a reason to suggest somebody.
 *
 * <p>One person who knows everybody connects nobody: a therapist's patients share a therapist. So a lone common friend counts only if
 * they have few friends themselves. And an adult and a minor need several common friends, whatever else they have in common.
 */
@Component
class EvidenceRules {

    private final SuggestionProperties properties;

    EvidenceRules(SuggestionProperties properties) {
        this.properties = properties;
    }

    /** What speaks for somebody of whom {@code person} tells; null when nothing does, or not enough. */
    @Nullable Evidence evidence(Set<SuggestionSource> sources, Value person) {
        int mutual = person.get("mutual").asInt();
        boolean byMutualFriends = person.get("byMutualFriends").asBoolean();
        if (person.get("adultAndMinor").asBoolean() && !(byMutualFriends && mutual >= properties.minorMutualFriends())) {
            return null;
        }
        List<SuggestionSource> holding = new ArrayList<>();
        List<SuggestionReason> reasons = new ArrayList<>();
        boolean enough = mutual >= 2
                || mutual == 1 && person.get("fewest").asInt() <= properties.loneFriendLimit();
        if (byMutualFriends && enough) {
            holding.add(SuggestionSource.FRIENDS_OF_FRIENDS);
            reasons.add(new MutualFriendsReason(mutual, person.get("sample").asList(User::from)));
        }
        return holding.isEmpty() ? null : new Evidence(List.copyOf(holding), reasons.getFirst());
    }
}
