package io.mutuals.conversation;

import io.mutuals.neo4j.Graph;
import io.mutuals.neo4j.Rehearsal;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Rehearses the statements of sending a message. */
@Component
class MessageSenderRehearsal implements Rehearsal {

    private final MessageSender sender;

    MessageSenderRehearsal(MessageSender sender) {
        this.sender = sender;
    }

    @Override
    public String name() {
        return "conversations.rehearse";
    }

    @Override
    public void rehearse(Graph.Transaction transaction, Cast cast) {
        MessageDraft draft = new MessageDraft(UUID.randomUUID().toString(), "Hello", null, null, null, List.of());
        sender.rehearse(transaction, cast.viewer().value(), cast.conversation().value(), draft);
    }
}
