package io.mutuals.conversation;

import io.mutuals.api.UserId;
import io.mutuals.friend.FriendListsInMemory;
import io.mutuals.memory.Lookup;
import io.mutuals.memory.TimedIds;
import io.mutuals.user.MessageAudience;
import io.mutuals.user.UserFacts;
import io.mutuals.user.UsersInMemory;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Tells from memory whether others have accepted a conversation. Thread-safe. */
@Component
class Acceptances {

    private final UsersInMemory users;
    private final FriendListsInMemory lists;

    Acceptances(UsersInMemory users, FriendListsInMemory lists) {
        this.users = users;
        this.lists = lists;
    }

    /** Returns the acceptance of a conversation of the viewer; null if the lookup is not complete. */
    @Nullable
    Acceptance of(ViewerFacts viewer, ConversationFacts conversation, Lookup lookup) {
        if (!ConversationRules.dependsOnRelationship(viewer.number(), conversation)) {
            return ConversationRules.acceptance(viewer.number(), conversation);
        }
        UserId other = other(viewer.number(), conversation);
        UserFacts facts = users.user(other.value(), lookup);
        TimedIds friends = lists.friends(new UserId(viewer.number()), lookup);
        if (facts == null || friends == null) {
            return null;
        }
        boolean isFriend = friends.contains(other.value());
        MessageAudience messagesFrom = facts.messagesFrom(viewer.now());
        TimedIds theirs = isFriend || messagesFrom != MessageAudience.FRIENDS_OF_FRIENDS
                ? TimedIds.NONE
                : lists.friends(other, lookup);
        return theirs == null ? null : ConversationRules.acceptance(messagesFrom, isFriend, friends.meets(theirs));
    }

    private static UserId other(long viewer, ConversationFacts conversation) {
        return conversation.participants().stream()
                .map(ParticipantFacts::user)
                .filter(user -> user != viewer)
                .findFirst()
                .map(UserId::new)
                .orElseThrow();
    }
}
