package io.mutuals.memory;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What there is between two users, and what the mutations make of it.
 *
 * @param requester the sender of the pending request; null if none is pending
 * @param message the message of the pending request
 * @param blocker the user who blocks the other; null if neither does
 */
record Between(
        boolean friends,
        @Nullable String requester,
        @Nullable String message,
        @Nullable String blocker) {

    static final Between NOTHING = new Between(false, null, null, null);
    static final Between FRIENDS = new Between(true, null, null, null);

    static final List<String> MUTATIONS = List.of(
            "sendFriendRequest",
            "acceptFriendRequest",
            "declineFriendRequest",
            "cancelFriendRequest",
            "unfriend",
            "blockUser",
            "unblockUser");

    /**
     * Returns what is between them after a mutation by {@code by}; {@code this} if it is refused or changes nothing.
     */
    Between after(String mutation, String by, String newMessage) {
        boolean requestsOther = by.equals(requester);
        boolean isAsked = requester != null && !requestsOther;
        if (mutation.equals("unblockUser")) {
            return by.equals(blocker) ? NOTHING : this;
        }
        if (blocker != null) {
            return this;
        }
        return switch (mutation) {
            case "sendFriendRequest" ->
                isAsked ? FRIENDS : friends || requestsOther ? this : new Between(false, by, newMessage, null);
            case "acceptFriendRequest" -> isAsked ? FRIENDS : this;
            case "declineFriendRequest" -> isAsked ? NOTHING : this;
            case "cancelFriendRequest" -> requestsOther ? NOTHING : this;
            case "unfriend" -> friends ? NOTHING : this;
            case "blockUser" -> new Between(false, null, null, by);
            default -> throw new IllegalArgumentException(mutation);
        };
    }

    /** Returns whether a mutation by {@code by} is answered without errors. */
    boolean permits(String mutation, String by) {
        boolean isAsked = requester != null && !by.equals(requester);
        if (blocker != null) {
            return by.equals(blocker) && (mutation.equals("blockUser") || mutation.equals("unblockUser"));
        }
        return switch (mutation) {
            case "sendFriendRequest" -> !friends && !by.equals(requester);
            case "acceptFriendRequest" -> friends || isAsked;
            case "declineFriendRequest" -> isAsked;
            case "cancelFriendRequest" -> by.equals(requester);
            case "unfriend" -> friends;
            default -> true;
        };
    }

    boolean isHidden() {
        return blocker != null;
    }
}
