package io.mutuals.comment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mutuals.Api;
import io.mutuals.LocalTokens;
import io.mutuals.Mutations;
import io.mutuals.MutualsTest;
import io.mutuals.World;
import io.mutuals.importer.BadRow;
import io.mutuals.importer.ImportReport;
import io.mutuals.importer.ImportReport.FileReport;
import io.mutuals.importer.ImportReport.Outcome;
import io.mutuals.importer.Imports;
import io.mutuals.importer.Imports.OnBadRow;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Imports comments, answers and likes of comments. */
@MutualsTest
class CommentImportTest {

    private static final String HEADER = "id,video,author,body,createdAt,answers\n";

    private static final String THREADS = HEADER + """
            10,1,0,first,2026-03-01T00:00:00Z,
            11,1,1,an answer,2026-03-01T01:00:00Z,10
            12,1,2,"an answer, to the answer",2026-03-01T02:00:00Z,11
            13,1,2,second,2026-03-02T00:00:00Z,
            14,2,0,elsewhere,2026-03-02T00:00:00Z,
            """;

    private static final String LISTED = """
            { videos: nodes(ids: [%s, %s]) { ... on Video {
              commentCount
              comments(first: 9, order: MOST_LIKED) { nodes {
                body likeCount replyCount viewerHasLiked author { handle }
                replies(first: 9) { nodes { body replyTo { body } } }
              } }
            } } }""".formatted(quoted(World.id("vid", 1)), quoted(World.id("vid", 2)));

    private final Imports imports;
    private final World world;
    private final Api api;

    @TempDir
    Path folder;

    CommentImportTest(Imports imports, World world, Api api) {
        this.imports = imports;
        this.world = world;
        this.api = api;
    }

    @BeforeEach
    void given() throws IOException {
        world.clear();
        write("users.csv", """
                id,handle,displayName,createdAt
                0,ada,Ada,2026-01-01T00:00:00Z
                1,ben,Ben,2026-01-02T00:00:00Z
                2,cleo,Cleo,2026-01-03T00:00:00Z
                """);
        write("videos.csv", """
                id,author,caption,createdAt
                1,0,one,2026-02-01T00:00:00Z
                2,1,two,2026-02-02T00:00:00Z
                """);
    }

    @Test
    void threadsAnswersAndLikesAreListedAsThoseMadeHere() throws IOException {
        write("comments.csv", THREADS);
        write("comment_likes.csv", """
                user,comment,at
                0,13,2026-03-03T00:00:00Z
                1,13,2026-03-03T00:00:00Z
                1,10,2026-03-03T00:00:00Z
                0,12,2026-03-03T00:00:00Z
                """);
        assertThat(run(OnBadRow.FAIL).complete()).isTrue();
        JsonNode videos = listed(1);
        assertThat(videos.at("/0/commentCount").asInt()).isEqualTo(4);
        assertThat(videos.at("/0/comments/nodes").toString()).isEqualTo("""
                [{"body":"second","likeCount":2,"replyCount":0,"viewerHasLiked":true,"author":{"handle":"cleo"},\
                "replies":{"nodes":[]}},\
                {"body":"first","likeCount":1,"replyCount":2,"viewerHasLiked":true,"author":{"handle":"ada"},\
                "replies":{"nodes":[{"body":"an answer","replyTo":{"body":"first"}},\
                {"body":"an answer, to the answer","replyTo":{"body":"an answer"}}]}}]""");
        assertThat(videos.at("/1/commentCount").asInt()).isEqualTo(1);

        Mutations.does(
                api.with(LocalTokens.mint(1)),
                "createComment",
                Map.of(
                        "videoId",
                        World.id("vid", 1),
                        "body",
                        "made here",
                        "clientCommentId",
                        "import:10",
                        "replyToId",
                        World.id("cmt", 12)),
                "comment { id }");
        Mutations.does(
                api.with(LocalTokens.mint(2)),
                "likeComment",
                Map.of("commentId", World.id("cmt", 10)),
                "comment { likeCount }");
        JsonNode first = listed(1).at("/0/comments/nodes/1");
        assertThat(first.at("/likeCount").asInt()).isEqualTo(2);
        assertThat(first.at("/replies/nodes").findValuesAsString("body"))
                .contains("made here")
                .hasSize(6);
    }

    @Test
    void rowsThatFitNothingAreBad() throws IOException {
        write("comments.csv", HEADER + """
                10,1,0,first,2026-03-01T00:00:00Z,
                11,9,0,no such video,2026-03-01T00:00:00Z,
                12,1,9,no such user,2026-03-01T00:00:00Z,
                13,1,0,,2026-03-01T00:00:00Z,
                14,1,0,"   ",2026-03-01T00:00:00Z,
                15,1,0,%s,2026-03-01T00:00:00Z,
                16,2,1,of another video,2026-03-01T00:00:00Z,10
                17,1,1,of a comment below,2026-03-01T00:00:00Z,19
                18,1,1,of a bad comment,2026-03-01T00:00:00Z,11
                19,1,1,fine,2026-03-01T00:00:00Z,10
                12,1,1,goes back,2026-03-01T00:00:00Z,
                19,1,1,again,2026-03-01T00:00:00Z,
                """.formatted("x".repeat(1_001)));
        write("comment_likes.csv", """
                user,comment,at
                1,10,2026-03-03T00:00:00Z
                1,10,2026-03-04T00:00:00Z
                9,10,2026-03-03T00:00:00Z
                1,18,2026-03-03T00:00:00Z
                """);
        assertThat(run(OnBadRow.FAIL).files())
                .extracting(FileReport::outcome)
                .containsExactly(Outcome.IMPORTED, Outcome.IMPORTED, Outcome.REFUSED, Outcome.REFUSED);
        assertThat(world.values("MATCH (c:Comment) RETURN c.id")).isEmpty();
        ImportReport report = run(OnBadRow.SKIP);
        assertThat(report.files().get(2).examples().stream()
                        .map(BadRow::toString)
                        .map(row -> row.replaceAll("x{100,}", "x")))
                .containsExactly(
                        "comments.csv:3: there is no video 9 (video)",
                        "comments.csv:4: there is no user 9 (author)",
                        "comments.csv:5: body is missing",
                        "comments.csv:6: body must be a text of at most 1000 characters, not \"   \"",
                        "comments.csv:7: body must be a text of at most 1000 characters, not \"x\"",
                        "comments.csv:8: answers 10, which is a comment on video 1",
                        "comments.csv:9: there is no comment 19 (answers)",
                        "comments.csv:10: there is no comment 11 (answers)",
                        "comments.csv:12: id must be greater than 19, that of the comment above: comments are listed"
                                + " by their ids, which ascend with time",
                        "comments.csv:13: id must be greater than 19, that of the comment above: comments are listed"
                                + " by their ids, which ascend with time");
        assertThat(report.files().get(3).examples())
                .extracting(BadRow::toString)
                .containsExactly(
                        "comment_likes.csv:3: the same user and comment stand in an earlier row already",
                        "comment_likes.csv:4: there is no user 9 (user)",
                        "comment_likes.csv:5: there is no comment 18 (comment)");
        assertThat(world.values("MATCH (c:Comment) RETURN c.id ORDER BY c.id")).containsExactly(10L, 19L);
        assertThat(listed(1).at("/0/comments/nodes/0/likeCount").asInt()).isOne();
    }

    @Test
    void anInterruptedImportGoesOnAndAnsweringRowsFindTheirComments() throws IOException {
        StringBuilder rows = new StringBuilder(HEADER);
        for (int id = 1; id <= 7_000; id++) {
            rows.append(id).append(",1,").append(id % 3).append(",text,2026-03-01T00:00:00Z,");
            rows.append(id % 2 == 0 ? String.valueOf(id - 1) : "").append('\n');
        }
        write("comments.csv", rows.toString());
        assertThatThrownBy(() -> imports.run(folder, OnBadRow.FAIL, (file, done) -> {
                    if (file.equals("comments.csv") && done == 5_000) {
                        throw new IllegalStateException("power cut");
                    }
                }))
                .hasMessage("power cut");
        assertThat(world.values("MATCH (c:Comment) RETURN count(c)")).containsExactly(5_000L);
        assertThat(run(OnBadRow.FAIL).files().getLast().rows()).isEqualTo(2_000);
        assertThat(world.values("MATCH (c:Comment)-[:ANSWERS]->(:Comment {id: c.id - 1}) RETURN count(c)"))
                .containsExactly(3_500L);
        assertThat(listed(0).at("/0/commentCount").asInt()).isEqualTo(7_000);
    }

    @Test
    void aCommentThatWasEditedOrDeletedHereStaysSoAndABlockHidesImportedOnes() throws IOException {
        write("comments.csv", THREADS);
        run(OnBadRow.FAIL);
        Mutations.does(
                api.with(LocalTokens.mint(2)),
                "deleteComment",
                Map.of("commentId", World.id("cmt", 13)),
                "clientMutationId");
        world.run("MATCH (c:Comment {id: 10}) SET c.body = 'edited', c.editedAt = datetime()", Map.of());
        write("blocks.csv", "by,blocked,at\n2,1,2026-03-04T00:00:00Z\n");
        write("comments.csv", THREADS.replace("elsewhere", "elsewhere and mended"));
        assertThat(run(OnBadRow.FAIL).complete()).isTrue();
        assertThat(world.values("MATCH (c:Comment) WHERE c.state = 'PUBLISHED' RETURN c.body ORDER BY c.id"))
                .isEqualTo(List.of("edited", "an answer", "an answer, to the answer", "elsewhere and mended"));
        assertThat(listed(1).at("/0/comments/nodes").findValuesAsString("body"))
                .as("seen by a user whom one of the commenters blocked")
                .containsExactly("edited", "an answer", "edited");
    }

    @Test
    void whatUsersDeletedHereIsSkippedWithWhatHangsOnItAndTheRestIsImported() throws IOException {
        write("comments.csv", THREADS);
        run(OnBadRow.FAIL);
        delete(1, "deleteComment", "commentId", World.id("cmt", 11));
        delete(2, "deleteComment", "commentId", World.id("cmt", 13));
        delete(1, "deleteVideo", "videoId", World.id("vid", 2));
        write("comments.csv", THREADS + """
                15,1,0,to a deleted answer,2026-03-03T00:00:00Z,11
                16,2,0,on a deleted video,2026-03-03T00:00:00Z,
                17,2,2,to a skipped comment,2026-03-03T00:00:00Z,16
                18,1,0,to a deleted thread,2026-03-03T00:00:00Z,13
                """);
        String likes = """
                user,comment,at
                1,15,2026-03-04T00:00:00Z
                1,16,2026-03-04T00:00:00Z
                1,17,2026-03-04T00:00:00Z
                1,18,2026-03-04T00:00:00Z
                1,11,2026-03-04T00:00:00Z
                """;
        write("comment_likes.csv", likes);
        assertThat(run(OnBadRow.FAIL).complete()).isTrue();
        JsonNode video = listed(0).path(0);
        assertThat(video.path("commentCount").asInt()).isEqualTo(3);
        assertThat(video.at("/comments/nodes").findValuesAsString("body"))
                .containsExactly("first", "an answer, to the answer", "to a deleted answer");
        assertThat(world.values("MATCH (c:Comment) WHERE c.id > 14 RETURN c.id"))
                .containsExactly(15L);

        write("comment_likes.csv", likes + "2,17,2026-03-04T00:00:00Z\n2,15,2026-03-04T00:00:00Z\n");
        ImportReport again = run(OnBadRow.FAIL);
        assertThat(again.complete()).isTrue();
        assertThat(again.files().get(2).outcome()).isEqualTo(Outcome.UNCHANGED);
        assertThat(world.values("MATCH (u:User)-[:LIKED_COMMENT]->(c) RETURN u.id * 100 + c.id ORDER BY u.id"))
                .containsExactly(115L, 215L);
    }

    @Test
    void timesThatGoBackOrLieInTheFutureAreBad() throws IOException {
        write("dismissals.csv", "by,dismissed,at,until\n0,1,2026-03-01T00:00:00Z,9999-01-01T00:00:00Z\n");
        write("reposts.csv", "user,video,at\n2,1,9999-01-01T00:00:00Z\n2,2,2026-03-01T00:00:00Z\n");
        write("comments.csv", HEADER + """
                10,1,0,first,2026-03-01T12:00:00Z,
                11,1,1,before what it answers,2026-03-01T11:59:59Z,10
                12,1,2,in the future,9999-01-01T00:00:00Z,
                13,1,1,at the same time,2026-03-01T12:00:00Z,10
                """);
        assertThat(run(OnBadRow.SKIP).files().stream().flatMap(file -> file.examples().stream()))
                .extracting(BadRow::toString)
                .containsExactly(
                        "reposts.csv:2: at must not lie in the future, not \"9999-01-01T00:00:00Z\"",
                        "comments.csv:3: createdAt must not be before 2026-03-01T12:00:00Z, that of the comment above:"
                                + " comments are listed by their ids, which ascend with time",
                        "comments.csv:4: createdAt must not lie in the future, not \"9999-01-01T00:00:00Z\"");
        assertThat(world.values("MATCH (c:Comment) RETURN c.id ORDER BY c.id")).containsExactly(10L, 13L);
        assertThat(world.values("MATCH (:User)-[:REPOSTED]->(v) RETURN v.id")).containsExactly(2L);
        assertThat(world.values("MATCH ()-[d:DISMISSED]->() RETURN d.until.year"))
                .containsExactly(9999L);
    }

    private void delete(long viewer, String mutation, String key, String id) {
        assertThat(Mutations.code(Mutations.does(
                        api.with(LocalTokens.mint(viewer)), mutation, Map.of(key, id), "clientMutationId")))
                .isEmpty();
    }

    private JsonNode listed(long viewer) {
        return api.with(LocalTokens.mint(viewer)).data(LISTED).path("videos");
    }

    private static String quoted(String id) {
        return '"' + id + '"';
    }

    private ImportReport run(OnBadRow onBadRow) {
        return imports.run(folder, onBadRow, (file, rows) -> {});
    }

    private void write(String file, String text) throws IOException {
        Files.writeString(folder.resolve(file), text);
    }
}
