package io.mutuals.suggestion.evidence;

import io.mutuals.user.User;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.neo4j.driver.Value;
import org.springframework.stereotype.Component;

/**
 * Decides whether the evidence for a candidate is enough to suggest them.
 *
 * <p>One person who knows everyone connects no one: the patients of a therapist share the therapist. So a lone common
 * friend counts only if they have few friends. Former friends are counted too, because the rule must not change when
 * one patient leaves. An adult and a minor need several common friends, whatever else they have in common.
 */
@Component
public class EvidenceRules {

    private final SuggestionProperties properties;

    EvidenceRules(SuggestionProperties properties) {
        this.properties = properties;
    }

    /**
     * Returns the evidence for a candidate.
     *
     * @param person a row of {@code PeopleRepository}
     * @return null if there is none, or not enough
     */
    @Nullable
    public SuggestionEvidence evidence(Value person) {
        int mutual = person.get("mutual").asInt();
        boolean byMutualFriends = person.get("byMutualFriends").asBoolean();
        if (person.get("adultAndMinor").asBoolean()
                && !(byMutualFriends && mutual >= properties.minorMutualFriends())) {
            return null;
        }
        boolean enough =
                mutual > 1 || (mutual == 1 && person.get("friendsOfLone").asInt() <= properties.loneFriendLimit());
        List<SuggestionSource> sources = new ArrayList<>();
        List<SuggestionReason> reasons = new ArrayList<>();
        if (byMutualFriends && enough) {
            sources.add(SuggestionSource.FRIENDS_OF_FRIENDS);
            reasons.add(new MutualFriendsReason(mutual, person.get("sample").asList(User::from)));
        }
        if (person.get("contacts").asBoolean()) {
            sources.add(SuggestionSource.CONTACTS);
            reasons.add(new ContactReason());
        }
        add(
                SuggestionSource.SHARED_CONVERSATIONS,
                SharedConversationReason.from(person.get("sharedConversations")),
                sources,
                reasons);
        add(SuggestionSource.VIDEO_TASTE, VideoTasteReason.from(person.get("videoTaste")), sources, reasons);
        add(SuggestionSource.NEW_HERE, NewHereReason.from(person.get("newHere")), sources, reasons);
        return sources.isEmpty() ? null : new SuggestionEvidence(List.copyOf(sources), reasons.getFirst());
    }

    private static void add(
            SuggestionSource source,
            @Nullable SuggestionReason reason,
            List<SuggestionSource> sources,
            List<SuggestionReason> reasons) {
        if (reason != null) {
            sources.add(source);
            reasons.add(reason);
        }
    }
}
