package io.mutuals.conversation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.mutuals.MutualsTest;
import io.mutuals.World;
import io.mutuals.importer.Imports;
import io.mutuals.importer.Imports.OnBadRow;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neo4j.driver.Driver;

/** An import of messages while users send others. */
@MutualsTest
class ConversationImportTest {

    private final Imports imports;
    private final World world;
    private final Driver driver;

    @TempDir
    Path folder;

    ConversationImportTest(Imports imports, World world, Driver driver) {
        this.imports = imports;
        this.world = world;
        this.driver = driver;
    }

    @Test
    void aMessageThatIsSentWhileTheImportCountsIsCounted() throws Exception {
        world.clear();
        world.group(7, "Us", "ada", "ben").says(7, "ada", "one");
        world.run("MATCH (c:Conversation {id: 7}) SET c.lastSeq = 2", Map.of());
        write("users.csv", "id,handle,displayName,createdAt\n990,cleo,Cleo,2026-01-01T00:00:00Z\n");
        write("conversations.csv", "id,kind,title,createdAt,lastSeq\n8,GROUP,Them,2026-01-01T00:00:00Z,1\n");
        write(
                "messages.csv",
                "id,conversation,seq,sender,body,sentAt\n1,8,1,%d,hi,2026-01-01T00:00:00Z\n"
                        .formatted(world.number("ada")));
        CompletableFuture<Void> importing;
        try (var session = driver.session();
                var sending = session.beginTransaction()) {
            sending.run("""
                            MATCH (c:Conversation {id: 7}) SET c.locked = true
                            CREATE (:Message {id: 2, conversationId: 7, seq: 2, senderId: $ada, body: 'two'})-[:IN]->(c)
                            """, Map.of("ada", world.number("ada"))).consume();
            importing = CompletableFuture.runAsync(() -> imports.run(folder, OnBadRow.SKIP, (file, rows) -> {}));
            await().until(() -> !world.values(
                            "SHOW TRANSACTIONS YIELD status WHERE status STARTS WITH 'Blocked' RETURN 1")
                    .isEmpty());
            sending.commit();
        }
        importing.get(60, TimeUnit.SECONDS);
        assertThat(world.values("MATCH (c:Conversation) RETURN c.lastSeq ORDER BY c.id"))
                .isEqualTo(List.of(2L, 1L));
    }

    private void write(String file, String rows) throws Exception {
        Files.writeString(folder.resolve(file), rows);
    }
}
