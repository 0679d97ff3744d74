package io.mutuals.conversation;

import io.mutuals.friend.WithBlock;
import io.mutuals.graph.Graph.Transaction;
import io.mutuals.user.UserKey;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Writes a block into the log of the conversation between the two, whose lock keeps messages from getting in beside it. */
@Component
class BlocksInDirects implements WithBlock {

    private final DirectRepository directs;
    private final InstantSource clock;

    BlocksInDirects(DirectRepository directs, InstantSource clock) {
        this.directs = directs;
        this.clock = clock;
    }

    @Override
    public List<Object> blockChanged(Transaction transaction, UserKey between) {
        return directs.tellOfBlock(transaction, between)
                .<List<Object>>map(told -> List.of(new ConversationChanged(
                        told.conversation(), told.event(), Set.of(between.viewer(), between.user()), clock.instant())))
                .orElseGet(List::of);
    }
}
