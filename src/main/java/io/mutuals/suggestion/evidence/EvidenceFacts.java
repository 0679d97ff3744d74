package io.mutuals.suggestion.evidence;

import io.mutuals.user.User;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.neo4j.driver.Value;

/**
 * What connects a viewer with a candidate, as {@link EvidenceRules} needs it. Read from a row of the graph, or made
 * from entries in memory.
 *
 * @param byMutualFriends whether the candidate may be suggested for mutual friends
 * @param adultAndMinor whether exactly one of the two is an adult
 * @param mutual the number of common friends; may be 0 if the candidate may not be suggested for them
 * @param friendsOfLone the number of friends, former ones included, of the only common friend; 0 if there are others
 * @param sample the first common friends by name, at most {@link MutualFriendsReason#MAX_SAMPLE}
 * @param contacts whether each has the other in their address book
 * @param sharedConversations the groups that the two share; null if they are no evidence
 * @param videoTaste the rare videos that both like; null if they are no evidence
 * @param newHere what a viewer with few friends may see of the candidate; null if it is no evidence
 */
public record EvidenceFacts(
        boolean byMutualFriends,
        boolean adultAndMinor,
        int mutual,
        int friendsOfLone,
        List<User> sample,
        boolean contacts,
        @Nullable SharedConversationReason sharedConversations,
        @Nullable VideoTasteReason videoTaste,
        @Nullable NewHereReason newHere) {

    /** Reads the facts from a row of {@code PeopleRepository}. */
    public static EvidenceFacts from(Value person) {
        return new EvidenceFacts(
                person.get("byMutualFriends").asBoolean(),
                person.get("adultAndMinor").asBoolean(),
                person.get("mutual").asInt(),
                person.get("friendsOfLone").asInt(0),
                person.get("sample").asList(User::from),
                person.get("contacts").asBoolean(),
                SharedConversationReason.from(person.get("sharedConversations")),
                VideoTasteReason.from(person.get("videoTaste")),
                NewHereReason.from(person.get("newHere")));
    }
}
