package io.mutuals.talk;

/** The strongest reason for a recipient, made only of facts that the viewer may see anyway. */
public sealed interface ShareReason permits RecentTalkReason, LikesAuthorReason, FriendReason {

    /** The reason as a sentence, in English. */
    String text();
}
