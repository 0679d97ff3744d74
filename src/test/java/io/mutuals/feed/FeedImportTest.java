package io.mutuals.feed;

import static org.assertj.core.api.Assertions.assertThat;

import io.mutuals.Api;
import io.mutuals.LocalTokens;
import io.mutuals.MutualsTest;
import io.mutuals.World;
import io.mutuals.importer.Imports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is imported is found by the indexes of the feed. */
@MutualsTest
class FeedImportTest {

    private final Imports imports;
    private final World world;
    private final Api api;

    @TempDir
    Path folder;

    FeedImportTest(Imports imports, World world, Api api) {
        this.imports = imports;
        this.world = world;
        this.api = api;
    }

    @Test
    void importedVideosAndLikesAreInTheFeedsOfFriends() throws IOException {
        world.clear();
        write("users.csv", """
                id,handle,displayName,createdAt
                0,ada,Ada,2026-01-01T00:00:00Z
                1,ben,Ben,2026-01-02T00:00:00Z
                2,cleo,Cleo,2026-01-02T00:00:00Z
                """);
        write("friendships.csv", "a,b,since\n0,1,2026-01-03T00:00:00Z\n");
        write("videos.csv", """
                id,author,caption,createdAt
                1,1,Ben's,2026-02-01T00:00:00Z
                2,2,Cleo's,2026-02-02T00:00:00Z
                """);
        write("likes.csv", "user,video,at\n1,2,2026-02-03T00:00:00Z\n");
        assertThat(imports.run(folder, Imports.OnBadRow.FAIL, (file, rows) -> {})
                        .complete())
                .isTrue();
        assertThat(FeedCalls.reasons(FeedCalls.page(api.with(LocalTokens.mint(0)), 9)))
                .containsExactly("Ben liked this.", "Ben published this.");
        assertThat(world.values("MATCH ()-[mark:LIKED|REPOSTED]->() WHERE mark.by IS NULL RETURN mark.at"))
                .isEmpty();
    }

    private void write(String file, String text) throws IOException {
        Files.writeString(folder.resolve(file), text);
    }
}
