package io.mutuals.conversation.events;

import graphql.schema.DataFetchingEnvironment;
import io.mutuals.api.ErrorCode;
import io.mutuals.api.RequestException;
import io.mutuals.conversation.Conversation;
import io.mutuals.conversation.Conversations;
import io.mutuals.conversation.Message;
import io.mutuals.conversation.Messages;
import io.mutuals.conversation.Participant;
import io.mutuals.conversation.events.ConversationEvent.ConversationUpdated;
import io.mutuals.conversation.events.ConversationEvent.MessageChanged;
import io.mutuals.conversation.events.ConversationEvent.MessageSent;
import io.mutuals.conversation.events.ConversationEvent.ParticipantChanged;
import io.mutuals.conversation.events.ConversationEvent.ReadStateChanged;
import io.mutuals.security.Viewer;
import io.mutuals.user.User;
import io.mutuals.user.Users;
import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.springframework.graphql.data.method.annotation.Argument;
import org.springframework.graphql.data.method.annotation.QueryMapping;
import org.springframework.graphql.data.method.annotation.SchemaMapping;
import org.springframework.graphql.data.method.annotation.SubscriptionMapping;
import org.springframework.stereotype.Controller;
import reactor.core.publisher.Flux;

/** Queries and subscriptions of conversation events, and the fields of their values. */
@Controller
class ConversationEventController {

    private final ConversationEvents events;
    private final Conversations conversations;
    private final Messages messages;
    private final Users users;
    private final CursorSeal cursors;

    ConversationEventController(
            ConversationEvents events,
            Conversations conversations,
            Messages messages,
            Users users,
            CursorSeal cursors) {
        this.events = events;
        this.conversations = conversations;
        this.messages = messages;
        this.users = users;
        this.cursors = cursors;
    }

    @QueryMapping
    SyncDelta sync(@Argument @Nullable String after, @Argument int limit, Viewer viewer) {
        if (limit < 1 || limit > ConversationEvents.MAX_EVENTS) {
            throw new RequestException(
                    ErrorCode.INVALID_ARGUMENT, "\"limit\" must be 1 to " + ConversationEvents.MAX_EVENTS + ".");
        }
        return events.sync(viewer, cursors.open(after), limit);
    }

    @SubscriptionMapping
    Flux<SyncDelta> inboxEvents(@Argument @Nullable String after, Viewer viewer) {
        return events.inbox(viewer, cursors.open(after));
    }

    @SubscriptionMapping
    Flux<SyncDelta> conversationEvents(
            @Argument String conversationId, @Argument @Nullable String after, Viewer viewer) {
        return events.conversation(viewer, Conversation.ID.decode(conversationId), cursors.open(after));
    }

    @SchemaMapping(typeName = "SyncDelta", field = "cursor")
    String cursor(SyncDelta delta) {
        return cursors.seal(delta.cursor());
    }

    /** Fields below the viewer are read after the cursor, so they are at least as new. */
    @SchemaMapping(typeName = "SyncDelta", field = "viewer")
    Viewer viewer(Viewer viewer) {
        return viewer;
    }

    /** The cursor is no newer than any other field of the conversation. */
    @SchemaMapping(typeName = "Conversation", field = "eventCursor")
    String eventCursor(Conversation conversation) {
        Instant at = Objects.requireNonNullElse(conversation.lastEventAt(), conversation.createdAt());
        return cursors.seal(events.known(conversation.number(), conversation.lastEvent(), at));
    }

    @SchemaMapping(typeName = "MessageSent", field = "message")
    CompletableFuture<@Nullable Message> sent(MessageSent event, Viewer viewer, DataFetchingEnvironment environment) {
        return messages.find(viewer, event.message().value(), environment);
    }

    @SchemaMapping(typeName = "MessageSent", field = "participant")
    CompletableFuture<@Nullable Participant> participant(
            MessageSent event, Viewer viewer, DataFetchingEnvironment environment) {
        return conversations.participant(viewer, event.conversation(), event.sender(), environment);
    }

    @SchemaMapping(typeName = "MessageChanged", field = "message")
    CompletableFuture<@Nullable Message> changed(
            MessageChanged event, Viewer viewer, DataFetchingEnvironment environment) {
        return messages.find(viewer, event.message().value(), environment);
    }

    @SchemaMapping(typeName = "ParticipantChanged", field = "user")
    CompletableFuture<@Nullable User> user(
            ParticipantChanged event, Viewer viewer, DataFetchingEnvironment environment) {
        return users.find(viewer, event.user().value(), environment);
    }

    @SchemaMapping(typeName = "ParticipantChanged", field = "by")
    CompletableFuture<@Nullable User> by(ParticipantChanged event, Viewer viewer, DataFetchingEnvironment environment) {
        return event.by() == null
                ? CompletableFuture.completedFuture(null)
                : users.find(viewer, event.by().value(), environment);
    }

    @SchemaMapping(typeName = "ReadStateChanged", field = "participant")
    CompletableFuture<@Nullable Participant> participant(
            ReadStateChanged event, Viewer viewer, DataFetchingEnvironment environment) {
        return conversations.participant(viewer, event.conversation(), event.user(), environment);
    }

    @SchemaMapping(typeName = "MessageSent", field = "conversation")
    CompletableFuture<@Nullable Conversation> conversation(
            MessageSent event, Viewer viewer, DataFetchingEnvironment environment) {
        return conversations.find(viewer, event.conversation().value(), environment);
    }

    @SchemaMapping(typeName = "ConversationUpdated", field = "conversation")
    CompletableFuture<@Nullable Conversation> conversation(
            ConversationUpdated event, Viewer viewer, DataFetchingEnvironment environment) {
        return conversations.find(viewer, event.conversation().value(), environment);
    }
}
