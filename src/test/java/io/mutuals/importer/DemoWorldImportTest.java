package io.mutuals.importer;

import static org.assertj.core.api.Assertions.assertThat;

import io.mutuals.Api;
import io.mutuals.LocalTokens;
import io.mutuals.MutualsTest;
import io.mutuals.TakesLong;
import io.mutuals.World;
import io.mutuals.importer.ImportReport.Outcome;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The import of the folder that comes with the project. */
@MutualsTest
@TakesLong
class DemoWorldImportTest {

    private static final Path SEED = Path.of("seed-data");

    /** What counts the rows of each file in the graph. */
    private static final Map<String, String> COUNTS = Map.ofEntries(
            Map.entry("users.csv", "MATCH (n:User) WHERE n.avatar IS NOT NULL RETURN count(n)"),
            Map.entry("guardians.csv", "MATCH (:User)-[r:GUARDS]->(:User) RETURN count(r)"),
            Map.entry("friendships.csv", "MATCH (:User)-[r:FRIENDS_WITH]->(:User) RETURN count(r)"),
            Map.entry("friend_requests.csv", "MATCH ()-[r:REQUESTED]->() RETURN count(r)"),
            Map.entry("blocks.csv", "MATCH ()-[r:BLOCKED]->() RETURN count(r)"),
            Map.entry("close_friends.csv", "MATCH ()-[r:CLOSE_FRIEND]->() RETURN count(r)"),
            Map.entry("dismissals.csv", "MATCH ()-[r:DISMISSED]->() RETURN count(r)"),
            Map.entry("videos.csv", "MATCH (:User)-[:POSTED]->(n:Video) RETURN count(n)"),
            Map.entry("likes.csv", "MATCH ()-[r:LIKED]->() RETURN count(r)"),
            Map.entry("reposts.csv", "MATCH ()-[r:REPOSTED]->() RETURN count(r)"),
            Map.entry("saves.csv", "MATCH ()-[r:SAVED]->() RETURN count(r)"),
            Map.entry("comments.csv", "MATCH (n:Comment)-[:COMMENTS_ON|REPLIES_ON]->(:Video) RETURN count(n)"),
            Map.entry("comment_likes.csv", "MATCH ()-[r:LIKED_COMMENT]->() RETURN count(r)"),
            Map.entry("conversations.csv", "MATCH (n:Conversation) RETURN count(n)"),
            Map.entry("participants.csv", "MATCH ()-[r:PARTICIPATES_IN]->() RETURN count(r)"),
            Map.entry("messages.csv", "MATCH (:User)-[:SENT]->(n:Message)-[:IN]->(:Conversation) RETURN count(n)"));

    private final Imports imports;
    private final World world;
    private final Api api;

    DemoWorldImportTest(Imports imports, World world, Api api) {
        this.imports = imports;
        this.world = world;
        this.api = api;
    }

    @BeforeEach
    void emptyGraph() {
        world.clear();
    }

    @Test
    void theDemoWorldIsImportedWholeAndASecondTimeDoublesNothing() throws IOException {
        ImportReport report = run();
        assertThat(report.complete()).isTrue();
        assertThat(report.unknownFiles()).isEmpty();
        assertThat(report.files())
                .extracting(ImportReport.FileReport::file)
                .containsExactlyInAnyOrderElementsOf(COUNTS.keySet());
        for (int time = 1; time <= 2; time++) {
            for (var entry : COUNTS.entrySet()) {
                try (var csv = CsvFile.csv().ofNamedCsvRecord(SEED.resolve(entry.getKey()))) {
                    assertThat(count(entry.getValue()))
                            .as(entry.getKey())
                            .isEqualTo(csv.stream().count());
                }
            }
            world.run("MATCH (p:ImportProgress) DELETE p", Map.of());
            report = run();
            assertThat(report.complete()).isTrue();
            assertThat(report.files()).allMatch(file -> file.outcome() == Outcome.IMPORTED);
        }
        assertThat(count("MATCH (n:Message)-[:SHARES]->(video:Video) WHERE n.aboutVideoId = video.id RETURN count(n)"))
                .as("messages that know which video they share")
                .isPositive()
                .isEqualTo(count("MATCH ()-[r:SHARES]->() RETURN count(r)"));
        assertThat(count("""
                MATCH (n:Comment)
                WHERE n.place IS NOT NULL AND n.rankedLikes <> COUNT { (n)<-[:LIKED_COMMENT]-() }
                RETURN count(n)""")).as("threads with another rank than their likes").isZero();
        JsonNode ada = api.with(LocalTokens.mint(1001)).data("""
                { viewer {
                  user { handle avatar { url(size: 64) } }
                  closeFriends(first: 9) { nodes { handle } }
                  savedVideos(first: 1) { totalCount }
                  peopleYouMayKnow(first: 1) { nodes { user { handle } } }
                } }""").path("viewer");
        assertThat(ada.at("/user/handle").asString()).isEqualTo("ada");
        assertThat(ada.at("/user/avatar/url").asString()).isEqualTo("http://localhost:8080/graphiql/avatars/ada.svg");
        assertThat(ada.at("/closeFriends/nodes").findValuesAsString("handle")).contains("ben", "cleo");
        assertThat(ada.at("/savedVideos/totalCount").asInt()).isEqualTo(9);
        assertThat(ada.at("/peopleYouMayKnow/nodes/0/user/handle").asString()).isEqualTo("dario");
    }

    @Test
    void aNewcomerHasAnAccountAndNothingElse() {
        run();
        assertThat(world.values("MATCH (:User {handle: 'nova'})-[r]-() RETURN type(r)"))
                .isEmpty();
        assertThat(api.with(LocalTokens.mint(1201))
                        .data("{ viewer { user { displayName } friends(first: 1) { totalCount } } }")
                        .toString())
                .isEqualTo(
                        "{\"viewer\":{\"user\":{\"displayName\":\"Nova Quist\"}," + "\"friends\":{\"totalCount\":0}}}");
    }

    @Test
    void aTeenHasAGuardian() {
        run();
        assertThat(api.with(LocalTokens.mint(1001))
                        .data("{ viewer { wards(first: 2) { nodes { handle settings { ageBand } "
                                + "friends(first: 1) { totalCount } } } } }")
                        .at("/viewer/wards/nodes")
                        .toString())
                .isEqualTo("[{\"handle\":\"toby.o\",\"settings\":{\"ageBand\":\"UNDER_16\"},"
                        + "\"friends\":{\"totalCount\":11}}]");
        assertThat(api.with(LocalTokens.mint(1155))
                        .data("{ viewer { guardians { handle madeBy viewerCanEnd } } }")
                        .at("/viewer/guardians")
                        .toString())
                .isEqualTo("[{\"handle\":\"ada\",\"madeBy\":\"PLATFORM\",\"viewerCanEnd\":false}]");
    }

    private ImportReport run() {
        return imports.run(SEED, Imports.OnBadRow.FAIL, (file, rows) -> {});
    }

    private long count(String cypher) {
        return ((Number) world.values(cypher).getFirst()).longValue();
    }
}
