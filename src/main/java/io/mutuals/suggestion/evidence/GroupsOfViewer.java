package io.mutuals.suggestion.evidence;

import io.mutuals.api.UserId;
import io.mutuals.conversation.Conversation;
import io.mutuals.conversation.ConversationFacts;
import io.mutuals.conversation.SharedGroupsInMemory;
import io.mutuals.memory.Lookup;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The groups in which the viewer of a page is active, which are looked up once for all candidates, and only if they are
 * needed. Belongs to one lookup; not thread-safe.
 */
public final class GroupsOfViewer {

    private final UserId viewer;
    private final SharedGroupsInMemory memory;
    private @Nullable List<ConversationFacts> groups;

    /** Creates an object that has looked up nothing. */
    public GroupsOfViewer(UserId viewer, SharedGroupsInMemory memory) {
        this.viewer = viewer;
        this.memory = memory;
    }

    /**
     * Returns the groups that a candidate shares, null if there are none of which one is small enough, or if the lookup
     * is not complete.
     *
     * @param largest the most participants of the smallest of the groups
     */
    @Nullable
    SharedConversationReason sharedWith(UserId candidate, int largest, Lookup part) {
        List<ConversationFacts> own = groups;
        if (own == null) {
            own = memory.groupsOf(viewer, part);
            groups = own;
        }
        List<ConversationFacts> shared = own == null ? List.of() : memory.shared(own, candidate);
        if (shared.isEmpty() || shared.getFirst().participants().size() > largest) {
            return null;
        }
        Conversation conversation = memory.seen(viewer, shared.getFirst(), part);
        return conversation == null ? null : new SharedConversationReason(shared.size(), conversation);
    }
}
