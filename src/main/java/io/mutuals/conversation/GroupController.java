package io.mutuals.conversation;

import graphql.schema.DataFetchingEnvironment;
import io.mutuals.conversation.Change.Decision;
import io.mutuals.security.Viewer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.MutationMapping;
import org.springframework.stereotype.Controller;

/** Mutations of groups. */
@Controller
class GroupController {

    private final Groups groups;
    private final Conversations conversations;

    GroupController(Groups groups, Conversations conversations) {
        this.groups = groups;
        this.conversations = conversations;
    }

    @MutationMapping
    CompletableFuture<ConversationPayload> createGroup(
            @Argument CreateGroupInput input, Viewer viewer, DataFetchingEnvironment environment) {
        Decision<Long> decision = groups.create(viewer, input.title(), users(input.userIds()), input.history());
        return conversations.payload(decision, viewer, input.clientMutationId(), environment);
    }

    @MutationMapping
    CompletableFuture<ConversationPayload> updateGroup(
            @Argument UpdateGroupInput input, Viewer viewer, DataFetchingEnvironment environment) {
        return conversations.payload(
                groups.update(viewer, number(input.conversationId()), input.title(), input.history()),
                viewer,
                input.clientMutationId(),
                environment);
    }

    @MutationMapping
    CompletableFuture<ConversationPayload> addParticipants(
            @Argument AddParticipantsInput input, Viewer viewer, DataFetchingEnvironment environment) {
        return conversations.payload(
                groups.add(viewer, number(input.conversationId()), users(input.userIds())),
                viewer,
                input.clientMutationId(),
                environment);
    }

    @MutationMapping
    CompletableFuture<ConversationPayload> removeParticipant(
            @Argument RemoveParticipantInput input, Viewer viewer, DataFetchingEnvironment environment) {
        return conversations.payload(
                groups.remove(viewer, number(input.conversationId()), Viewer.USER_ID.decode(input.userId())),
                viewer,
                input.clientMutationId(),
                environment);
    }

    @MutationMapping
    CompletableFuture<ConversationPayload> changeParticipantRole(
            @Argument ChangeParticipantRoleInput input, Viewer viewer, DataFetchingEnvironment environment) {
        return conversations.payload(
                groups.changeRole(
                        viewer, number(input.conversationId()), Viewer.USER_ID.decode(input.userId()), input.role()),
                viewer,
                input.clientMutationId(),
                environment);
    }

    @MutationMapping
    CompletableFuture<ConversationPayload> leaveConversation(
            @Argument LeaveConversationInput input, Viewer viewer, DataFetchingEnvironment environment) {
        return conversations.payload(
                groups.leave(viewer, number(input.conversationId())), viewer, input.clientMutationId(), environment);
    }

    private static long number(String conversationId) {
        return Conversation.ID.decode(conversationId);
    }

    private static List<Long> users(List<String> ids) {
        return ids.stream().map(Viewer.USER_ID::decode).toList();
    }

    record CreateGroupInput(
            String title,
            List<String> userIds,
            HistoryVisibility history,
            @Nullable String clientMutationId) {}

    /** The input of {@code updateGroup}; null leaves a value unchanged. */
    record UpdateGroupInput(
            String conversationId,
            @Nullable String title,
            @Nullable HistoryVisibility history,
            @Nullable String clientMutationId) {}

    record AddParticipantsInput(
            String conversationId,
            List<String> userIds,
            @Nullable String clientMutationId) {}

    record RemoveParticipantInput(
            String conversationId, String userId, @Nullable String clientMutationId) {}

    record ChangeParticipantRoleInput(
            String conversationId,
            String userId,
            ParticipantRole role,
            @Nullable String clientMutationId) {}

    record LeaveConversationInput(
            String conversationId, @Nullable String clientMutationId) {}
}
