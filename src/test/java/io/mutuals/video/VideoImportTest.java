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
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Imports videos with audiences and pictures. */
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
