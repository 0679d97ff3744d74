package io.mutuals.friend;

import io.mutuals.changelog.ChangeLog;
import io.mutuals.limit.FixedWindow;
import io.mutuals.neo4j.Graph;
import io.mutuals.neo4j.Rehearsal;
import io.mutuals.user.UserKey;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import org.springframework.stereotype.Component;

/** Rehearses the changes of a relationship: request, friendship and block. */
@Component
class FriendshipRehearsal implements Rehearsal {

    private static final Duration DAY = Duration.ofDays(1);

    private final RelationshipRepository relationships;
    private final FriendshipRepository friendships;
    private final ChangeLog log;
    private final InstantSource clock;

    FriendshipRehearsal(
            RelationshipRepository relationships,
            FriendshipRepository friendships,
            ChangeLog log,
            InstantSource clock) {
        this.relationships = relationships;
        this.friendships = friendships;
        this.log = log;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "friends.rehearse";
    }

    @Override
    public void rehearse(Graph.Transaction transaction, Cast cast) {
        UserKey between = new UserKey(cast.viewer(), cast.other());
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        relationships.locked(transaction, between);
        friendships.request(transaction, between, null, now, new FixedWindow(null, 0).withOneMore(now, DAY));
        friendships.accept(transaction, new UserKey(cast.other(), cast.viewer()), now);
        friendships.unfriend(transaction, between);
        friendships.block(transaction, between, now);
        friendships.unblock(transaction, between);
        log.append(transaction, FriendListsInMemory.of(cast.viewer(), cast.other()));
    }
}
