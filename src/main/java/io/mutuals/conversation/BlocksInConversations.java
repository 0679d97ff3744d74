package io.mutuals.conversation;

import io.mutuals.friend.BlockHook;
import io.mutuals.neo4j.Graph.Transaction;
import io.mutuals.user.UserKey;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;

/**
 * Writes a block into the logs of the conversations of both: the one between the two comes or goes with it, and their lock keeps messages
 * from getting in beside it; in groups each hears that what they see of the other is different.
 */
@Component
class BlocksInConversations implements BlockHook {

    private final BlockLogRepository blocks;
    private final InstantSource clock;

    BlocksInConversations(BlockLogRepository blocks, InstantSource clock) {
        this.blocks = blocks;
        this.clock = clock;
    }

    @Override
    public List<Object> blockChanged(Transaction transaction, UserKey between) {
        return blocks.tell(transaction, between).stream()
                .<Object>map(told -> new ConversationChanged(
                        told.conversation(),
                        told.event(),
                        Set.of(between.viewer(), between.user()),
                        false,
                        clock.instant()))
                .toList();
    }
}
