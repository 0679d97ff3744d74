package io.mutuals.suggestion.evidence;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
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

    private final EvidenceProperties properties;

    EvidenceRules(EvidenceProperties properties) {
        this.properties = properties;
    }

    /** Returns the evidence for a candidate; null if there is none, or not enough. */
    @Nullable
    public SuggestionEvidence evidence(EvidenceFacts facts) {
        if (facts.adultAndMinor() && !(facts.byMutualFriends() && facts.mutual() >= properties.minorMutualFriends())) {
            return null;
        }
        boolean enough =
                facts.mutual() > 1 || (facts.mutual() == 1 && facts.friendsOfLone() <= properties.loneFriendLimit());
        List<SuggestionSource> sources = new ArrayList<>();
        List<SuggestionReason> reasons = new ArrayList<>();
        if (facts.byMutualFriends() && enough) {
            add(
                    SuggestionSource.FRIENDS_OF_FRIENDS,
                    new MutualFriendsReason(facts.mutual(), facts.sample()),
                    sources,
                    reasons);
        }
        add(SuggestionSource.CONTACTS, facts.contacts() ? new ContactReason() : null, sources, reasons);
        add(SuggestionSource.SHARED_CONVERSATIONS, facts.sharedConversations(), sources, reasons);
        add(SuggestionSource.VIDEO_TASTE, facts.videoTaste(), sources, reasons);
        add(SuggestionSource.NEW_HERE, facts.newHere(), sources, reasons);
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
