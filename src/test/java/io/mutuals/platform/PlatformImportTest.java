package io.mutuals.platform;

import static org.assertj.core.api.Assertions.assertThat;

import io.mutuals.Api;
import io.mutuals.LocalTokens;
import io.mutuals.MutualsTest;
import io.mutuals.World;
import io.mutuals.importer.Imports;
import io.mutuals.importer.Imports.OnBadRow;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** What was imported with its keys is what later rows of the platform mean. */
@MutualsTest
class PlatformImportTest {

    private final Imports imports;
    private final World world;
    private final Api api;

    @TempDir
    Path folder;

    PlatformImportTest(Imports imports, World world, Api api) {
        this.imports = imports;
        this.world = world;
        this.api = api;
    }

    @Test
    void rowsGoOnFromWhatWasImported() throws Exception {
        world.clear();
        write("users.csv", "id,handle,displayName,createdAt\n990,cleo,Cleo,2026-01-01T00:00:00Z\n");
        write("user_keys.csv", "user,key\n990,u-990\n");
        write("videos.csv", "id,author,caption,createdAt\n77,990,Low tide,2026-01-01T00:00:00Z\n");
        write("video_keys.csv", "video,key\n77,v-77\n");
        imports.run(folder, OnBadRow.FAIL, (file, rows) -> {});

        JsonNode told = api.with(LocalTokens.mint("the platform", Duration.ofHours(1), "platform"))
                .data("""
                        mutation {
                          putUsers(input: {rows: [{
                            key: "u-990", changedAt: "2026-03-04T12:00:00Z", handle: "cleo_p", displayName: "Cleo"
                          }]}) { rows { userId outcome } }
                          putVideos(input: {rows: [{
                            key: "v-77", changedAt: "2026-03-04T12:00:00Z", authorKey: "u-990", caption: "High tide"
                          }]}) { rows { videoId outcome } }
                        }""");
        assertThat(told.at("/putUsers/rows/0/userId").asString()).isEqualTo(World.id("usr", 990));
        assertThat(told.at("/putVideos/rows/0/videoId").asString()).isEqualTo(World.id("vid", 77));
        assertThat(world.values("MATCH (u:User)-[:POSTED]->(v:Video) RETURN u.handle + ': ' + v.caption"))
                .containsExactly("cleo_p: High tide");
    }

    private void write(String file, String rows) throws Exception {
        Files.writeString(folder.resolve(file), rows);
    }
}
