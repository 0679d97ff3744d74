package io.mutuals.conversation;

import graphql.schema.DataFetchingEnvironment;
import io.mutuals.api.Unicode;
import io.mutuals.api.UserError;
import io.mutuals.conversation.Change.Decision;
import io.mutuals.neo4j.GroupCommit;
import io.mutuals.security.Viewer;
import io.mutuals.video.Video;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.MutationMapping;
import org.springframework.stereotype.Controller;

/** Mutations that send and change messages and reactions. */
@Controller
class MessageMutationController {

    private final MessageSender sender;
    private final MessageChanges changes;
    private final Messages messages;
    private final MessageRules rules;

    MessageMutationController(MessageSender sender, MessageChanges changes, Messages messages, MessageRules rules) {
        this.sender = sender;
        this.changes = changes;
        this.messages = messages;
        this.rules = rules;
    }

    @MutationMapping
    CompletableFuture<MessagePayload> sendMessage(@Argument SendMessageInput input, Viewer viewer) {
        return sender.send(viewer, Conversation.ID.decode(input.conversationId()), input.draft())
                .thenApply(decision -> sent(decision, input.clientMutationId()));
    }

    private static MessagePayload sent(Decision<MessageSender.Sent> decision, @Nullable String clientMutationId) {
        MessageSender.Sent sent = decision.value();
        return MessagePayload.of(
                sent == null ? null : sent.message(),
                sent != null && sent.replayed(),
                decision.errors(),
                clientMutationId);
    }

    @MutationMapping
    CompletableFuture<ShareVideoPayload> shareVideo(@Argument ShareVideoInput input, Viewer viewer) {
        List<Long> conversations = input.conversations();
        Optional<UserError> refusal = rules.againstShares(conversations.size());
        if (refusal.isPresent()) {
            return CompletableFuture.completedFuture(
                    new ShareVideoPayload(List.of(), List.of(refusal.get()), input.clientMutationId()));
        }
        List<CompletableFuture<MessagePayload>> sends = conversations.stream()
                .map(conversation ->
                        sender.send(viewer, conversation, input.draft()).thenApply(decision -> sent(decision, null)))
                .toList();
        return CompletableFuture.allOf(sends.toArray(CompletableFuture[]::new))
                .thenApply(all -> new ShareVideoPayload(
                        sends.stream().map(CompletableFuture::join).toList(), List.of(), input.clientMutationId()));
    }

    @MutationMapping
    CompletableFuture<MessagePayload> editMessage(
            @Argument EditMessageInput input, Viewer viewer, DataFetchingEnvironment environment) {
        return payload(changes.edit(viewer, input.number(), input.body()), input, viewer, environment);
    }

    @MutationMapping
    CompletableFuture<MessagePayload> unsendMessage(
            @Argument UnsendMessageInput input, Viewer viewer, DataFetchingEnvironment environment) {
        return payload(changes.unsend(viewer, input.number()), input, viewer, environment);
    }

    @MutationMapping
    CompletableFuture<MessagePayload> addReaction(
            @Argument ReactionInput input, Viewer viewer, DataFetchingEnvironment environment) {
        return payload(changes.react(viewer, input.number(), input.emoji()), input, viewer, environment);
    }

    @MutationMapping
    CompletableFuture<MessagePayload> removeReaction(
            @Argument ReactionInput input, Viewer viewer, DataFetchingEnvironment environment) {
        return payload(changes.unreact(viewer, input.number(), input.emoji()), input, viewer, environment);
    }

    private CompletableFuture<MessagePayload> payload(
            CompletableFuture<Decision<Long>> change,
            MessageInput input,
            Viewer viewer,
            DataFetchingEnvironment environment) {
        Decision<Long> decision = GroupCommit.await(change);
        CompletableFuture<@Nullable Message> now = decision.value() == null
                ? CompletableFuture.completedFuture(null)
                : messages.find(viewer, decision.value(), environment);
        return now.thenApply(message -> MessagePayload.of(message, false, decision.errors(), input.clientMutationId()));
    }

    record SendMessageInput(
            String conversationId,
            String clientMessageId,
            @Nullable String body,
            @Nullable String replyTo,
            @Nullable String videoId,
            @Nullable AnchorInput anchor,
            @Nullable List<String> mentions,
            @Nullable String clientMutationId) {

        MessageDraft draft() {
            return new MessageDraft(
                    clientMessageId,
                    nonBlank(body),
                    replyTo == null ? null : Message.ID.decode(replyTo),
                    videoId == null ? null : Video.ID.decode(videoId),
                    anchor == null ? null : anchor.anchor(),
                    mentions == null
                            ? List.of()
                            : mentions.stream().map(Viewer.USER_ID::decode).toList());
        }
    }

    record ShareVideoInput(
            String videoId,
            List<String> conversationIds,
            String clientMessageId,
            @Nullable String body,
            @Nullable AnchorInput anchor,
            @Nullable String clientMutationId) {

        /** The numbers of the conversations, without repeats. */
        List<Long> conversations() {
            return conversationIds.stream()
                    .distinct()
                    .map(Conversation.ID::decode)
                    .toList();
        }

        MessageDraft draft() {
            return new MessageDraft(
                    clientMessageId,
                    nonBlank(body),
                    null,
                    Video.ID.decode(videoId),
                    anchor == null ? null : anchor.anchor(),
                    List.of());
        }
    }

    private static @Nullable String nonBlank(@Nullable String body) {
        return body == null || Unicode.isBlank(body) ? null : body;
    }

    /** The input {@code VideoAnchorInput}. */
    record AnchorInput(String videoId, int startMs, int endMs) {

        VideoAnchor anchor() {
            return new VideoAnchor(Video.ID.decode(videoId), startMs, endMs);
        }
    }

    /** The fields common to the inputs about a message. */
    sealed interface MessageInput {
        String messageId();

        @Nullable
        String clientMutationId();

        default long number() {
            return Message.ID.decode(messageId());
        }
    }

    record EditMessageInput(
            String messageId, String body, @Nullable String clientMutationId) implements MessageInput {}

    record UnsendMessageInput(String messageId, @Nullable String clientMutationId) implements MessageInput {}

    /** The inputs {@code AddReactionInput} and {@code RemoveReactionInput}. */
    record ReactionInput(
            String messageId, String emoji, @Nullable String clientMutationId) implements MessageInput {}

    /**
     * The payload of {@code shareVideo}.
     *
     * @param shares one for each conversation, in the order of the input
     */
    record ShareVideoPayload(
            List<MessagePayload> shares,
            List<UserError> userErrors,
            @Nullable String clientMutationId) {}
}
