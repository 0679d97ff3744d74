package io.mutuals.video;

import static org.assertj.core.api.Assertions.assertThat;

import io.mutuals.Api;
import io.mutuals.LocalTokens;
import io.mutuals.Mutations;
import io.mutuals.MutualsTest;
import io.mutuals.World;
import io.mutuals.importer.BadRow;
import io.mutuals.importer.ImportReport;
import io.mutuals.importer.Imports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Imports videos with audiences and pictures, and what users do with them. */
@MutualsTest
class VideoImportTest {

    private final Imports imports;
    private final World world;
    private final Api api;

    @TempDir
    Path folder;

    VideoImportTest(Imports imports, World world, Api api) {
        this.imports = imports;
        this.world = world;
        this.api = api;
    }

    @BeforeEach
    void given() throws IOException {
        world.clear();
        write("users.csv", """
                id,handle,displayName,createdAt,avatarUrl,avatarAlt
                0,ada,Ada,2026-01-01T00:00:00Z,https://cdn.example/{size}/ada,Ada
                1,ben,Ben,2026-01-02T00:00:00Z,,
                """);
        write("videos.csv", """
                id,author,caption,createdAt,audience,thumbnailUrl,thumbnailBlurhash
                1,0,one,2026-02-01T00:00:00Z,ONLY_ME,,
                2,0,two,2026-02-02T00:00:00Z,,https://cdn.example/two,00TI:j
                """);
    }

    @Test
    void audiencesAndPicturesAreImportedAndPublicIsTheDefault() {
        assertThat(run().complete()).isTrue();
        assertThat(videos(0)).isEqualTo("""
                {"user":{"avatar":{"url":"https://cdn.example/64/ada","blurhash":null,"alt":"Ada"},\
                "videos":{"nodes":[{"audience":"PUBLIC","thumbnail":{"url":"https://cdn.example/two",\
                "blurhash":"00TI:j"}},{"audience":"ONLY_ME","thumbnail":null}]}}}""");
        assertThat(videos(1)).contains("\"nodes\":[{\"audience\":null,").doesNotContain("ONLY_ME");
    }

    @Test
    void aRowWithAnUnknownAudienceOrAWrongPictureIsBad() throws IOException {
        write("videos.csv", """
                id,author,caption,createdAt,audience,thumbnailUrl,thumbnailBlurhash
                1,0,one,2026-02-01T00:00:00Z,EVERYONE,,
                2,0,two,2026-02-02T00:00:00Z,,http://cdn.example/two,
                3,0,two,2026-02-02T00:00:00Z,,https://cdn.example/two,nothing
                """);
        assertThat(run().files().getLast().examples())
                .extracting(BadRow::toString)
                .satisfiesExactly(
                        row -> assertThat(row).startsWith("videos.csv:2: audience must be one of PUBLIC, FRIENDS"),
                        row -> assertThat(row).startsWith("videos.csv:3: thumbnailUrl must be an https address"),
                        row -> assertThat(row).startsWith("videos.csv:4: thumbnailBlurhash must be a BlurHash"));
    }

    @Test
    void aDeletedVideoIsNotBroughtBackAndAnAudienceIsKept() throws IOException {
        run();
        change("updateVideo", 2, Map.of("audience", "FRIENDS"));
        change("deleteVideo", 1, Map.of());
        write("videos.csv", """
                id,author,caption,createdAt
                1,0,one again,2026-02-01T00:00:00Z
                2,0,two again,2026-02-02T00:00:00Z
                """);
        write("likes.csv", "user,video,at\n1,1,2026-02-03T00:00:00Z\n1,2,2026-02-03T00:00:00Z\n");
        assertThat(run().complete()).isTrue();
        assertThat(world.values("MATCH (:User)-[:POSTED]->(video:Video) RETURN video.caption + video.audience"))
                .containsExactly("two againFRIENDS");
        assertThat(world.values("MATCH (:User)-[:LIKED]->(video:Video) RETURN video.id"))
                .containsExactly(2L);
    }

    @Test
    void repostsAndSavesAreImportedAndOnesBesideABlockAreHidden() throws IOException {
        write("blocks.csv", "by,blocked,at\n0,1,2026-02-05T00:00:00Z\n");
        write("reposts.csv", """
                user,video,at,comment
                1,2,2026-02-03T00:00:00Z,"Look, a wall"
                0,2,2026-02-04T00:00:00Z,
                """);
        write("saves.csv", "user,video,at\n1,2,2026-02-03T00:00:00Z\n0,2,2026-02-04T00:00:00Z\n");
        for (int time = 0; time < 2; time++) {
            assertThat(run().complete()).isTrue();
            assertThat(world.values("MATCH (u:User)-[r:REPOSTED]->() RETURN [u.handle, r.comment] ORDER BY u.id"))
                    .containsExactly(Arrays.asList("ada", null), List.of("ben", "Look, a wall"));
            assertThat(world.values("MATCH (u:User)-[:SAVED]->(:Video {id: 2}) RETURN u.handle ORDER BY u.id"))
                    .containsExactly("ada", "ben");
            world.run("MATCH (p:ImportProgress) DELETE p", Map.of());
        }
        String saved = "{ viewer { savedVideos(first: 9) { totalCount nodes { viewerHasReposted } } } }";
        assertThat(api.with(LocalTokens.mint(0)).data(saved).toString())
                .contains("\"totalCount\":1,\"nodes\":[{\"viewerHasReposted\":true}]");
        assertThat(api.with(LocalTokens.mint(1)).data(saved).toString()).contains("\"totalCount\":0,\"nodes\":[]");
    }

    @Test
    void marksOfUnknownUsersOrVideosAndLongTextsAreBad() throws IOException {
        write("reposts.csv", """
                user,video,at,comment
                7,2,2026-02-03T00:00:00Z,
                1,7,2026-02-03T00:00:00Z,
                1,2,2026-02-03T00:00:00Z,%s
                """.formatted("x".repeat(301)));
        assertThat(run().files().getLast().examples())
                .extracting(row -> row.toString().replaceAll("x{100,}", "x"))
                .containsExactly(
                        "reposts.csv:2: there is no user 7 (user)",
                        "reposts.csv:3: there is no video 7 (video)",
                        "reposts.csv:4: comment must be at most 300 characters, not \"x\"");
        Files.delete(folder.resolve("reposts.csv"));
        write("saves.csv", "user,video,at\n0,2,2026-02-03T00:00:00Z\n0,2,2026-02-04T00:00:00Z\n");
        assertThat(run().files().getLast().examples())
                .extracting(BadRow::toString)
                .containsExactly("saves.csv:3: the same user and video stand in an earlier row already");
        write("videos.csv", """
                id,author,caption,createdAt,durationMs
                1,0,%s,2026-02-01T00:00:00Z,1
                2,0,two,2026-02-01T00:00:00Z,0
                3,0,three,2026-02-01T00:00:00Z,86400001
                """.formatted("x".repeat(2_201)));
        assertThat(run().files().get(1).examples())
                .extracting(row -> row.toString().replaceAll("x{100,}", "x"))
                .containsExactly(
                        "videos.csv:2: caption must be at most 2200 characters, not \"x\"",
                        "videos.csv:3: durationMs must be a whole number from 1 to 86400000, not \"0\"",
                        "videos.csv:4: durationMs must be a whole number from 1 to 86400000, not \"86400001\"");
    }

    private void change(String mutation, long video, Map<String, Object> changes) {
        Map<String, Object> input = new HashMap<>(changes);
        input.put("videoId", World.id("vid", video));
        Mutations.does(api.with(LocalTokens.mint(0)), mutation, input, "clientMutationId");
    }

    private String videos(long viewer) {
        return api.with(LocalTokens.mint(viewer)).data("""
                        { user(by: {handle: "ada"}) { avatar { url(size: 1) blurhash alt }
                          videos(first: 9) { nodes { audience thumbnail { url(size: 9) blurhash } } } } }
                        """).toString();
    }

    private ImportReport run() {
        return imports.run(folder, Imports.OnBadRow.FAIL, (file, rows) -> {});
    }

    private void write(String file, String text) throws IOException {
        Files.writeString(folder.resolve(file), text);
    }
}
