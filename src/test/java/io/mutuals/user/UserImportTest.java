package io.mutuals.user;

import static org.assertj.core.api.Assertions.assertThat;

import io.mutuals.MutualsTest;
import io.mutuals.World;
import io.mutuals.importer.Imports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Imports profiles. */
@MutualsTest
class UserImportTest {

    private final Imports imports;
    private final World world;

    @TempDir
    Path folder;

    UserImportTest(Imports imports, World world) {
        this.imports = imports;
        this.world = world;
    }

    @Test
    void profilesFollowTheRulesOfThePlatform() throws IOException {
        world.clear();
        String row = ",2026-01-04T00:00:00Z,";
        Files.writeString(
                folder.resolve("users.csv"),
                "id,handle,displayName,createdAt,bio\n1,one," + "x".repeat(51) + row + "\n2,two,\"  \"" + row
                        + "\n3,three,\"A\nB\"" + row + "\n4,four,D" + row + "y".repeat(301) + "\n5,five, Eve " + row
                        + " hi \n");
        assertThat(imports.run(folder, Imports.OnBadRow.SKIP, (file, rows) -> {})
                        .files()
                        .getFirst()
                        .examples())
                .extracting(bad -> bad.reason().replaceAll(", not .*(?s).*", ""))
                .containsExactly(
                        "displayName must be 1 to 50 characters on one line",
                        "displayName must be 1 to 50 characters on one line",
                        "displayName must be 1 to 50 characters on one line",
                        "bio must be at most 300 characters");
        assertThat(world.values("MATCH (u:User) RETURN u.displayName + '/' + u.bio"))
                .containsExactly("Eve/hi");
    }
}
