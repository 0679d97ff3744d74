package io.mutuals.importer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mutuals.MutualsTest;
import io.mutuals.TakesLong;
import io.mutuals.World;
import io.mutuals.importer.ImportReport.Outcome;
import io.mutuals.importer.Imports.OnBadRow;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.neo4j.driver.Driver;

@MutualsTest
@TakesLong
class ImportsTest {

    private static final String USERS = """
            id,handle,displayName,createdAt
            0,ada,Ada,2026-01-01T00:00:00Z
            1,ben,"Ben, the second",2026-01-02T00:00:00Z
            2,cleo,Cléo,2026-01-03T00:00:00Z
            """;

    private final Imports imports;
    private final World world;
    private final Driver driver;

    @TempDir
    Path folder;

    ImportsTest(Imports imports, World world, Driver driver) {
        this.imports = imports;
        this.world = world;
        this.driver = driver;
    }

    @BeforeEach
    void emptyGraph() {
        world.clear();
    }

    @Test
    void namesAreComposedAndFoldedForSearch() throws IOException {
        write("users.csv", USERS + "3,soren,So\u0308ren Weiß,2026-01-04T00:00:00Z\n");
        run(folder, OnBadRow.FAIL);
        assertThat(world.values("MATCH (u:User {id: 3}) RETURN u.displayName + '/' + u.foldedName"))
                .containsExactly("S\u00f6ren Weiß/soren weiss");

        world.run("MATCH (p:ImportProgress) DELETE p", Map.of());
        write("users.csv", USERS + "3,soren,Per Ødegård,2026-01-04T00:00:00Z\n");
        run(folder, OnBadRow.FAIL);
        assertThat(world.values("MATCH (u:User {id: 3}) RETURN u.displayName + '/' + u.foldedName"))
                .containsExactly("Per Ødegård/per odegard");
    }

    @Test
    void aFileThatWasImportedBeforeIsSkippedUntilItChanges() throws IOException {
        write("users.csv", USERS);
        run(folder, OnBadRow.FAIL);
        assertThat(run(folder, OnBadRow.FAIL).files())
                .extracting(ImportReport.FileReport::outcome)
                .containsExactly(Outcome.UNCHANGED);

        write("users.csv", USERS + "3,dario,Dario,2026-01-04T00:00:00Z\n");
        assertThat(run(folder, OnBadRow.FAIL).files())
                .extracting(ImportReport.FileReport::outcome)
                .containsExactly(Outcome.IMPORTED);
        assertThat(count("MATCH (n:User) RETURN count(n) AS n")).isEqualTo(4);
    }

    @Test
    void aBadRowIsReportedWithFileLineAndReasonAndNothingOfItsFileIsWritten() throws IOException {
        write("users.csv", USERS);
        write("friendships.csv", """
                a,b,since
                0,1,2026-02-01T00:00:00Z
                2,1,2026-02-01T00:00:00Z
                0,9,2026-02-01T00:00:00Z
                x,1,2026-02-01T00:00:00Z
                0,2,yesterday
                0,2,
                """);
        write("videos.csv", "id,author,caption,createdAt\n1,0,hi,2026-02-01T00:00:00Z\n");

        ImportReport report = run(folder, OnBadRow.FAIL);

        assertThat(report.complete()).isFalse();
        assertThat(report.files())
                .extracting(ImportReport.FileReport::outcome)
                .containsExactly(Outcome.IMPORTED, Outcome.REFUSED, Outcome.REFUSED);
        assertThat(report.files().get(1).examples())
                .extracting(BadRow::toString)
                .containsExactly(
                        "friendships.csv:3: a must be smaller than b",
                        "friendships.csv:4: there is no user 9 (b)",
                        "friendships.csv:5: a must be a whole number from 0 on, not \"x\"",
                        "friendships.csv:6: since must be an instant such as 2026-03-04T18:20:00Z, not \"yesterday\"",
                        "friendships.csv:7: since is missing");
        assertThat(count("MATCH ()-[r:FRIENDS_WITH]->() RETURN count(r) AS n")).isZero();
        assertThat(count("MATCH (n:Video) RETURN count(n) AS n")).isZero();
    }

    @Test
    void rowsThatContradictEachOtherOrTheGraphAreBad() throws IOException {
        write("users.csv", USERS);
        write("friendships.csv", """
                a,b,since
                0,1,2026-02-01T00:00:00Z
                0,2,2026-02-01T00:00:00Z
                0,1,2026-02-03T00:00:00Z
                """);
        write("conversations.csv", """
                id,kind,title,createdAt,lastSeq,lastMessageAt
                10,DIRECT,,2026-02-01T00:00:00Z,3,
                11,DIRECT,,2026-02-01T00:00:00Z,0,
                12,DIRECT,,2026-02-01T00:00:00Z,0,
                13,GROUP,Us,2026-02-01T00:00:00Z,2,
                """);
        write("participants.csv", """
                conversation,user,role,joinedAt,lastReadSeq
                10,0,OWNER,2026-02-01T00:00:00Z,0
                10,1,MEMBER,2026-02-01T00:00:00Z,0
                10,2,MEMBER,2026-02-01T00:00:00Z,0
                11,1,OWNER,2026-02-01T00:00:00Z,0
                11,0,MEMBER,2026-02-01T00:00:00Z,0
                12,2,OWNER,2026-02-01T00:00:00Z,0
                13,2,OWNER,2026-02-01T00:00:00Z,0
                """);
        write("messages.csv", """
                id,conversation,seq,sender,body,sentAt,sharedVideo
                20,10,1,0,hi,2026-02-01T00:00:00Z,
                21,10,3,0,there,2026-02-01T00:00:00Z,
                22,13,1,2,one,2026-02-01T00:00:00Z,
                23,13,2,2,,2026-02-01T00:00:00Z,
                24,13,3,2,three,2026-02-01T00:00:00Z,
                """);
        ImportReport report = run(folder, OnBadRow.SKIP);
        assertThat(report.files().stream().flatMap(file -> file.examples().stream()))
                .extracting(BadRow::toString)
                .containsExactly(
                        "friendships.csv:4: the same a and b stand in an earlier row already",
                        "participants.csv:4: the DIRECT conversation 10 has two participants already",
                        "participants.csv:6: the two have another DIRECT conversation, 10",
                        "participants.csv:8: the file ends, but the DIRECT conversation 11 has only one participant",
                        "messages.csv:3: seq must be 2, not 3: the messages of a conversation stand in order, "
                                + "without gaps",
                        "messages.csv:5: a message must have a body or share a video",
                        "messages.csv:6: seq 3 is beyond the lastSeq of the conversation, 2",
                        "messages.csv:6: the file ends, but conversation 10 has only messages up to seq 1, and its "
                                + "lastSeq is 3");
        assertThat(count("MATCH ()-[r:FRIENDS_WITH]->() RETURN count(r) AS n")).isEqualTo(2);
        assertThat(count("MATCH (c:Conversation) RETURN sum(c.lastSeq) AS n")).isEqualTo(2);

        world.run("MATCH (a:User {id: 1}), (b:User {id: 0}) CREATE (a)-[:BLOCKED {at: datetime()}]->(b)", Map.of());
        write("friendships.csv", "a,b,since\n0,1,2026-02-05T00:00:00Z\n");
        assertThat(run(folder, OnBadRow.FAIL).files().get(1).examples())
                .extracting(BadRow::toString)
                .containsExactly("friendships.csv:2: one of the two has blocked the other");
    }

    @Test
    void whenToldToSkipBadRowsTheGoodOnesAreImported() throws IOException {
        write(
                "users.csv",
                USERS
                        + "2,dup,Dup,2026-01-01T00:00:00Z\n3,ada,Ada "
                        + "again,2026-01-01T00:00:00Z\n4,No!,x,2026-01-01T00:00:00Z\n");

        ImportReport report = run(folder, OnBadRow.SKIP);

        assertThat(report.complete()).isFalse();
        assertThat(report.files().getFirst().rows()).isEqualTo(3);
        assertThat(report.files().getFirst().examples())
                .extracting(BadRow::line)
                .containsExactly(5L, 6L, 7L);
        assertThat(count("MATCH (n:User) RETURN count(n) AS n")).isEqualTo(3);
    }

    @Test
    void anInterruptedImportGoesOnWhereItStopped() throws IOException {
        StringBuilder users = new StringBuilder("id,handle,displayName,createdAt\n");
        for (int i = 0; i < 12_000; i++) {
            users.append(i).append(",user").append(i).append(",User,2026-01-01T00:00:00Z\n");
        }
        write("users.csv", users.toString());
        assertThatThrownBy(() -> imports.run(folder, OnBadRow.FAIL, (file, rows) -> {
                    if (rows == 5_000) {
                        throw new IllegalStateException("power cut");
                    }
                }))
                .hasMessage("power cut");
        assertThat(count("MATCH (n:User) RETURN count(n) AS n")).isEqualTo(5_000);

        ImportReport report = run(folder, OnBadRow.FAIL);

        assertThat(report.files().getFirst().rows()).isEqualTo(7_000);
        assertThat(count("MATCH (n:User) RETURN count(n) AS n")).isEqualTo(12_000);
    }

    @Test
    void aRowWithTooManyFieldsIsABadRow() throws IOException {
        String users = """
                id,handle,displayName,createdAt,bio,birthYear
                1,nora.f,Nora Fell,2024-01-04T15:00:47Z,,
                2,ivo_k,Ivo Kern,2024-01-05T15:00:47Z,Bakes, swims, repeats,
                3,short_row,Short Row,2024-01-07T15:00:47Z
                """;
        write("users.csv", users);
        ImportReport report = run(folder, OnBadRow.FAIL);
        assertThat(report.files().getFirst().outcome()).isEqualTo(Outcome.REFUSED);
        assertThat(report.files().getFirst().examples())
                .extracting(BadRow::toString)
                .containsExactly(
                        "users.csv:3: has 8 fields, but the header names 6 columns; put text that holds a comma"
                                + " into quotes");

        assertThat(run(folder, OnBadRow.SKIP).files().getFirst().rows()).isEqualTo(2);
        assertThat(world.values("MATCH (n:User) RETURN n.handle ORDER BY n.id")).containsExactly("nora.f", "short_row");
    }

    @Test
    void aQuoteThatIsNeverClosedRefusesItsFileWithTheLineWhereItBegins() throws IOException {
        write("users.csv", USERS + "3,dario,\"Dario,2026-01-04T00:00:00Z\n4,eve,Eve,2026-01-05T00:00:00Z\n");
        write("friendships.csv", "a,b,since\n0,1,2026-02-01T00:00:00Z\n");
        ImportReport report = run(folder, OnBadRow.SKIP);
        assertThat(report.complete()).isFalse();
        assertThat(report.files())
                .extracting(ImportReport.FileReport::outcome)
                .containsExactly(Outcome.REFUSED, Outcome.REFUSED);
        assertThat(report.files().getFirst().examples())
                .extracting(BadRow::toString)
                .singleElement()
                .asString()
                .startsWith("users.csv:5: the row that begins here opens a quote which is never closed");
        assertThat(count("MATCH (n:User) RETURN count(n) AS n")).isZero();
    }

    /** The quote happens to be closed later, so the file is valid CSV. */
    @Test
    void textThatSwallowsRowsIsABadRow() throws IOException {
        write("users.csv", """
                id,handle,displayName,createdAt,bio
                1,ada,Ada,2026-01-01T00:00:00Z,"Six feet
                2,ben,Ben,2026-01-02T00:00:00Z,
                3,cleo,Cleo,2026-01-03T00:00:00Z,5 feet 6"
                4,dario,Dario,2026-01-04T00:00:00Z,"Two lines,
                nothing more"
                """);
        ImportReport report = run(folder, OnBadRow.SKIP);
        assertThat(report.files().getFirst().examples())
                .extracting(BadRow::toString)
                .containsExactly(
                        "users.csv:2: bio runs over several lines that look like rows of this file; close the quote"
                                + " that opens it");
        assertThat(world.values("MATCH (n:User) RETURN n.handle")).containsExactly("dario");
    }

    @Test
    void bytesThatAreNoUtf8RefuseTheirFile() throws IOException {
        Files.write(folder.resolve("users.csv"), USERS.getBytes(java.nio.charset.StandardCharsets.ISO_8859_1));
        ImportReport report = run(folder, OnBadRow.SKIP);
        assertThat(report.files().getFirst().outcome()).isEqualTo(Outcome.REFUSED);
        assertThat(report.files().getFirst().examples().getFirst().reason()).contains("not in UTF-8");
        write("users.csv", "\uFEFF" + USERS);
        assertThat(run(folder, OnBadRow.FAIL).complete())
                .as("with a mark of byte order")
                .isTrue();
    }

    @Test
    void aFileImportedWithoutItsBadRowsStaysIncomplete() throws IOException {
        write("users.csv", USERS + "x,eve,Eve,2026-01-05T00:00:00Z\n");
        assertThat(run(folder, OnBadRow.SKIP).complete()).isFalse();
        ImportReport again = run(folder, OnBadRow.SKIP);
        assertThat(again.files().getFirst().outcome()).isEqualTo(Outcome.UNCHANGED);
        assertThat(again.files().getFirst().badRows()).isEqualTo(1);
        assertThat(again.complete()).isFalse();
    }

    @Test
    void unknownColumnsAndFilesAreReported() throws IOException {
        write("users.csv", USERS.replace("createdAt\n", "createdAt,birth_year\n"));
        write("friendship.csv", "a,b,since\n0,1,2026-02-01T00:00:00Z\n");
        write("README.md", "Ours.");
        ImportReport report = run(folder, OnBadRow.FAIL);
        assertThat(report.files().getFirst().unknownColumns()).containsExactly("birth_year");
        assertThat(report.unknownFiles()).containsExactly("friendship.csv");
    }

    @Test
    void aRequestBetweenFriendsIsABadRow() throws IOException {
        write("users.csv", USERS);
        write("friendships.csv", "a,b,since\n0,1,2026-02-01T00:00:00Z\n");
        write("friend_requests.csv", "from,to,at\n1,0,2026-02-02T00:00:00Z\n1,2,2026-02-02T00:00:00Z\n");
        ImportReport report = run(folder, OnBadRow.SKIP);
        assertThat(report.files().getLast().examples())
                .extracting(BadRow::toString)
                .containsExactly("friend_requests.csv:2: the two are friends already");
        assertThat(report.files().getLast().rows()).isEqualTo(1);
        assertThat(count("MATCH ()-[r:REQUESTED]->() RETURN count(r) AS n")).isEqualTo(1);
    }

    @Test
    void onlyFriendsCanBeCloseFriends() throws IOException {
        write("users.csv", USERS);
        write("friendships.csv", "a,b,since\n0,1,2026-02-01T00:00:00Z\n1,2,2026-02-01T00:00:00Z\n");
        write("blocks.csv", "by,blocked,at\n2,1,2026-02-02T00:00:00Z\n");
        write("close_friends.csv", """
                by,friend,at
                1,0,2026-02-03T00:00:00Z
                0,1,2026-02-03T00:00:00Z
                0,2,2026-02-03T00:00:00Z
                1,2,2026-02-03T00:00:00Z
                0,0,2026-02-03T00:00:00Z
                0,9,2026-02-03T00:00:00Z
                0,1,2026-02-04T00:00:00Z
                """);
        ImportReport report = run(folder, OnBadRow.SKIP);
        assertThat(report.files().getLast().examples())
                .extracting(BadRow::toString)
                .containsExactly(
                        "close_friends.csv:4: the two are not friends",
                        "close_friends.csv:5: the two are not friends",
                        "close_friends.csv:6: the two are not friends",
                        "close_friends.csv:7: there is no user 9 (friend)",
                        "close_friends.csv:8: the same by and friend stand in an earlier row already");
        assertThat(world.values("MATCH (a)-[:CLOSE_FRIEND]->(b) RETURN [a.handle, b.handle] ORDER BY a.id"))
                .containsExactly(List.of("ada", "ben"), List.of("ben", "ada"));
    }

    @Test
    void aHandleThatSomethingElseInNeo4jHasIsToldInASentence() throws IOException {
        world.people("ada");
        write("users.csv", "id,handle,displayName,createdAt\n990,ada,Ada,2026-01-01T00:00:00Z\n");
        assertThatThrownBy(() -> run(folder, OnBadRow.FAIL))
                .isInstanceOf(ImportException.class)
                .hasMessageStartingWith("users.csv: one of the 1 rows up to row 1 has an id or a handle");
    }

    @Test
    void aFileMustBeginWithAHeaderThatNamesEachColumnOnce() throws IOException {
        write("users.csv", "");
        assertThatThrownBy(() -> run(folder, OnBadRow.FAIL))
                .isInstanceOf(ImportException.class)
                .hasMessage("users.csv is empty; begin it with a row that names its columns.");
        write("users.csv", "id,handle,displayName\n");
        assertThatThrownBy(() -> run(folder, OnBadRow.FAIL)).hasMessageContaining("has no column \"createdAt\"");
        write("users.csv", "id,handle,displayName,createdAt,Handle\n");
        assertThatThrownBy(() -> run(folder, OnBadRow.FAIL)).hasMessageContaining("has two columns \"Handle\"");
    }

    @Test
    void whatIsNoSuchFolderIsRefusedInASentence() throws IOException {
        assertThatThrownBy(() -> run(folder.resolve("nowhere"), OnBadRow.FAIL))
                .isInstanceOf(ImportException.class)
                .hasMessageContaining("is not a folder");
        assertThatThrownBy(() -> run(folder, OnBadRow.FAIL))
                .isInstanceOf(ImportException.class)
                .hasMessageContaining("has no users.csv");
        write("users.csv", "id,handle\n1,ada\n");
        assertThatThrownBy(() -> run(folder, OnBadRow.FAIL))
                .isInstanceOf(ImportException.class)
                .hasMessageContaining("has no column \"displayName\"");
    }

    private ImportReport run(Path from, OnBadRow mode) {
        return imports.run(from, mode, (file, rows) -> {});
    }

    private void write(String file, String text) throws IOException {
        Files.writeString(folder.resolve(file), text);
    }

    private long count(String cypher) {
        try (var session = driver.session()) {
            return session.run(cypher).list().getFirst().get("n").asLong();
        }
    }
}
