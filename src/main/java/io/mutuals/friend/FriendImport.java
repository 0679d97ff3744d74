package io.mutuals.friend;

import io.mutuals.graph.Statement;
import io.mutuals.importer.Column;
import io.mutuals.importer.ImportFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** {@code friendships.csv}, {@code friend_requests.csv} and {@code blocks.csv}. */
@Configuration(proxyBeanMethods = false)
class FriendImport {

    @Bean
    ImportFormat friendshipsFile() {
        return new ImportFormat(
                20,
                "friendships.csv",
                false,
                null,
                List.of(Column.reference("a", "User"), Column.reference("b", "User"), Column.time("since")),
                row -> (Long) value(row, "a") < (Long) value(row, "b")
                        ? Optional.empty()
                        : Optional.of("a must be smaller than b"),
                new Statement("import.friendships", """
                        UNWIND $rows AS row
                        MATCH (a:User {id: row.a})
                        MATCH (b:User {id: row.b})
                        MERGE (a)-[f:FRIENDS_WITH]->(b)
                        SET f.since = row.since
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
                row -> distinct(row, "from", "to"),
                new Statement("import.friendRequests", """
                        UNWIND $rows AS row
                        MATCH (sender:User {id: row.from})
                        MATCH (receiver:User {id: row.to})
                        WHERE NOT EXISTS { (sender)-[:FRIENDS_WITH|BLOCKED]-(receiver) }
                        MERGE (sender)-[request:REQUESTED]->(receiver)
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
                row -> distinct(row, "by", "blocked"),
                new Statement("import.blocks", """
                        UNWIND $rows AS row
                        MATCH (by:User {id: row.by})
                        MATCH (blocked:User {id: row.blocked})
                        MERGE (by)-[block:BLOCKED]->(blocked)
                        SET block.at = row.at
                        WITH by, blocked
                        MATCH (by)-[ended:FRIENDS_WITH|REQUESTED]-(blocked)
                        DELETE ended
                        """),
                null);
    }

    private static Optional<String> distinct(Map<String, @Nullable Object> row, String one, String other) {
        return value(row, one).equals(value(row, other))
                ? Optional.of(one + " and " + other + " must be two people")
                : Optional.empty();
    }

    private static Object value(Map<String, @Nullable Object> row, String column) {
        return Objects.requireNonNull(row.get(column));
    }
}
