package io.mutuals.friend;

import io.mutuals.api.UserId;
import io.mutuals.changelog.Fact;
import io.mutuals.erasure.ErasedUser;
import io.mutuals.erasure.ErasureBatches;
import io.mutuals.erasure.ErasureStep;
import io.mutuals.neo4j.Statement;
import io.mutuals.user.UsersInMemory;
import java.util.List;
import java.util.stream.Stream;
import org.neo4j.driver.Record;
import org.springframework.stereotype.Component;

/** Erases what connects a user with others, now or formerly, and their friend links. */
@Component
class ErasedTies implements ErasureStep {

    /** Locks the ends of each relationship, smaller id first, as all changes between users do. */
    private static final Statement TIES = new Statement("erasure.ties", """
            MATCH (:User {id: $user})-[tie:FRIENDS_WITH|WAS_FRIENDS_WITH|REQUESTED|BLOCKED|CLOSE_FRIEND]-(other:User)
            WITH DISTINCT other
            ORDER BY other.id
            LIMIT $most
            WITH collect(other.id) AS others
            CALL (others) {
              UNWIND others + [$user] AS id
              WITH DISTINCT id
              ORDER BY id
              MATCH (user:User {id: id})
              SET user.locked = true
              RETURN count(*) AS locked
            }
            UNWIND others AS id
            MATCH (:User {id: $user})
              -[tie:FRIENDS_WITH|WAS_FRIENDS_WITH|REQUESTED|BLOCKED|CLOSE_FRIEND]-(:User {id: id})
            DELETE tie
            RETURN DISTINCT id AS other
            """);

    private static final Statement LINKS = new Statement("erasure.friendLinks", """
            MATCH (:User {id: $user})-[:OFFERS]->(link:FriendLink)
            WITH link
            LIMIT $most
            DETACH DELETE link
            RETURN 1 AS erased
            """);

    private static final Statement REDEEMED = new Statement("erasure.redeemedLinks", """
            MATCH (:User {id: $user})-[redeemed:REDEEMED]->()
            WITH redeemed
            LIMIT $most
            DELETE redeemed
            RETURN 1 AS erased
            """);

    private final ErasureBatches batches;

    ErasedTies(ErasureBatches batches) {
        this.batches = batches;
    }

    @Override
    public boolean eraseBatch(ErasedUser user) {
        return batches.run(TIES, user, rows -> facts(user.user(), rows))
                || batches.run(LINKS, user)
                || batches.run(REDEEMED, user);
    }

    private static List<Fact> facts(UserId user, List<Record> rows) {
        return rows.stream()
                .map(row -> new UserId(row.get("other").asLong()))
                .flatMap(other -> Stream.of(
                                FriendListsInMemory.of(user, other),
                                FormerFriendsInMemory.of(user, other),
                                PendingRequestsInMemory.of(user, other),
                                List.of(UsersInMemory.hidden(user.value()), UsersInMemory.hidden(other.value())))
                        .flatMap(List::stream))
                .toList();
    }
}
