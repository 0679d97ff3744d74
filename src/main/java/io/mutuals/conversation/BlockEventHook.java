package io.mutuals.conversation;

import io.mutuals.api.ConversationId;
import io.mutuals.api.Events;
import io.mutuals.changelog.Fact;
import io.mutuals.friend.BlockHook;
import io.mutuals.neo4j.Graph.Transaction;
import io.mutuals.user.UserKey;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;

/**
 * Records a block in the conversations of both users: it ends or restores their direct conversation, and changes what
 * they see of each other in groups. The lock on each conversation keeps messages from being sent at the same moment.
 */
@Component
class BlockEventHook implements BlockHook {

    private final BlockLogRepository blocks;
    private final InstantSource clock;
    private final Events events;

    BlockEventHook(BlockLogRepository blocks, InstantSource clock, Events events) {
        this.blocks = blocks;
        this.clock = clock;
        this.events = events;
    }

    @Override
    public Effect blockChanged(Transaction transaction, UserKey between) {
        List<ConversationChanged> changes = blocks.record(transaction, between).stream()
                .map(recorded -> new ConversationChanged(
                        new ConversationId(recorded.conversation()),
                        recorded.event(),
                        Set.of(between.viewer(), between.user()),
                        clock.instant()))
                .toList();
        List<Fact> facts = changes.stream()
                .map(change -> ConversationsInMemory.conversation(change.conversation()))
                .toList();
        return new Effect(facts, () -> changes.forEach(events::publish));
    }
}
