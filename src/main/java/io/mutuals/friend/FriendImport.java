package io.mutuals.friend;

import io.mutuals.importer.Column;
import io.mutuals.importer.ImportFile;
import io.mutuals.importer.ImportFormat;
import io.mutuals.importer.RowRule;
import io.mutuals.importer.Writing;
import io.mutuals.neo4j.Graph;
import io.mutuals.neo4j.Statement;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.roaringbitmap.longlong.Roaring64NavigableMap;
import org.springframework.context.annotation.Bean;

/**
 * Imports {@code friendships.csv}, {@code friend_requests.csv}, {@code blocks.csv} and {@code close_friends.csv}, the
 * last of which refers to the friendships that the blocks have left.
 */
@ImportFile
class FriendImport {

    private static final Statement BLOCKS = new Statement(
            "import.existingBlocks",
            "MATCH (by:User)-[:BLOCKED]->(blocked:User) RETURN by.id AS by, blocked.id AS blocked");

    private static final Duration TIMEOUT = Duration.ofMinutes(5);

    private static final Statement USERS =
            new Statement("import.existingUsers", "MATCH (user:User) RETURN user.id AS id");

    private static final Statement FRIENDSHIPS = new Statement(
            "import.existingFriendships",
            "MATCH (one:User)-[:FRIENDS_WITH]->(other:User) RETURN one.id AS one, other.id AS other");

    private final Graph graph;

    FriendImport(Graph graph) {
        this.graph = graph;
    }

    @Bean
    ImportFormat friendshipsFile() {
        return new ImportFormat(
                20,
                "friendships.csv",
                false,
                null,
                List.of(Column.reference("a", "User"), Column.reference("b", "User"), Column.time("since")),
                () -> ascending("a", "b").and(noBlock("a", "b")),
                Writing.ofRelationships("import.friendships", "FRIENDS_WITH", """
                        UNWIND $rows AS row
                        MATCH (a:User {id: row.a})
                        MATCH (b:User {id: row.b})
                        %s (a)-[f:FRIENDS_WITH]->(b)
                        SET f.since = row.since
                        WITH a, b
                        MATCH (a)-[former:WAS_FRIENDS_WITH]-(b)
                        DELETE former
                        """),
                null);
    }

    @Bean
    ImportFormat friendRequestsFile() {
        return new ImportFormat(
                30,
                "friend_requests.csv",
                false,
                null,
                List.of(
                        Column.reference("from", "User"),
                        Column.reference("to", "User"),
                        Column.time("at"),
                        Column.text("message").optional()),
                () -> distinct("from", "to").and(noBlock("from", "to")).and(friendship("from", "to", false)),
                Writing.ofRelationships("import.friendRequests", "REQUESTED", """
                        UNWIND $rows AS row
                        MATCH (sender:User {id: row.from})
                        MATCH (receiver:User {id: row.to})
                        WHERE NOT EXISTS { (sender)-[:FRIENDS_WITH]-(receiver) }
                        %s (sender)-[request:REQUESTED]->(receiver)
                        SET request.at = row.at, request.message = row.message
                        """),
                null);
    }

    @Bean
    ImportFormat blocksFile() {
        return new ImportFormat(
                40,
                "blocks.csv",
                false,
                null,
                List.of(Column.reference("by", "User"), Column.reference("blocked", "User"), Column.time("at")),
                () -> distinct("by", "blocked"),
                Writing.ofRelationships("import.blocks", "BLOCKED", """
                        UNWIND $rows AS row
                        MATCH (by:User {id: row.by})
                        MATCH (blocked:User {id: row.blocked})
                        %s (by)-[block:BLOCKED]->(blocked)
                        SET block.at = row.at
                        WITH by, blocked
                        MATCH (by)-[ended:FRIENDS_WITH|CLOSE_FRIEND|REQUESTED]-(blocked)
                        """ + FormerFriendship.of("ended") + """

                        DELETE ended
                        """),
                null);
    }

    @Bean
    ImportFormat closeFriendsFile() {
        return new ImportFormat(
                45,
                "close_friends.csv",
                false,
                null,
                List.of(Column.reference("by", "User"), Column.reference("friend", "User"), Column.time("at")),
                () -> friendship("by", "friend", true),
                Writing.ofRelationships("import.closeFriends", "CLOSE_FRIEND", """
                        UNWIND $rows AS row
                        MATCH (owner:User {id: row.by})
                        MATCH (friend:User {id: row.friend})
                        WHERE EXISTS { (owner)-[:FRIENDS_WITH]-(friend) }
                        %s (owner)-[close:CLOSE_FRIEND]->(friend)
                        SET close.at = row.at
                        """),
                null);
    }

    /** Refuses rows between two users if one has blocked the other. */
    private RowRule noBlock(String one, String other) {
        Set<Pair> blocked = new HashSet<>();
        graph.read(BLOCKS, Map.of())
                .forEach(row -> blocked.add(
                        Pair.of(row.get("by").asLong(), row.get("blocked").asLong())));
        return (Map<String, @Nullable Object> row) -> blocked.contains(Pair.of(user(row, one), user(row, other)))
                ? Optional.of("one of the two has blocked the other")
                : Optional.empty();
    }

    /**
     * Refuses rows between friends, or between others.
     *
     * @param isWanted whether the two must be friends
     */
    private RowRule friendship(String one, String other, boolean isWanted) {
        Roaring64NavigableMap ids = new Roaring64NavigableMap();
        graph.stream(USERS, Map.of(), TIMEOUT, row -> ids.addLong(row.get("id").asLong()));
        Roaring64NavigableMap friends = new Roaring64NavigableMap();
        graph.stream(
                FRIENDSHIPS,
                Map.of(),
                TIMEOUT,
                row -> friends.addLong(pairNumber(
                        ids, row.get("one").asLong(), row.get("other").asLong())));
        Optional<String> violation = Optional.of(isWanted ? "the two are not friends" : "the two are friends already");
        return (Map<String, @Nullable Object> row) ->
                friends.contains(pairNumber(ids, user(row, one), user(row, other))) == isWanted
                        ? Optional.empty()
                        : violation;
    }

    /** Encodes an unordered pair as one number, by the ranks of the two ids among all ids. */
    private static long pairNumber(Roaring64NavigableMap ids, long one, long other) {
        return ids.rankLong(Math.min(one, other)) * ids.getLongCardinality() + ids.rankLong(Math.max(one, other));
    }

    private static RowRule ascending(String one, String other) {
        return (Map<String, @Nullable Object> row) -> user(row, one) < user(row, other)
                ? Optional.empty()
                : Optional.of(one + " must be smaller than " + other);
    }

    private static RowRule distinct(String one, String other) {
        return (Map<String, @Nullable Object> row) -> user(row, one) == user(row, other)
                ? Optional.of(one + " and " + other + " must be different users")
                : Optional.empty();
    }

    private static long user(Map<String, @Nullable Object> row, String column) {
        return (Long) Objects.requireNonNull(row.get(column));
    }

    /** An unordered pair of users. */
    private record Pair(long smaller, long larger) {
        static Pair of(long one, long other) {
            return new Pair(Math.min(one, other), Math.max(one, other));
        }
    }
}
