package io.mutuals.user;

import static org.assertj.core.api.Assertions.assertThat;

import io.mutuals.MutualsTest;
import io.mutuals.World;
import io.mutuals.importer.Imports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
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

    @Test
    void aYearOfBirthThatLetsAGuardianLinkHoldAgainAppliesItsLocks() throws IOException {
        int thisYear = LocalDate.now(ZoneOffset.UTC).getYear();
        world.clear();
        people(1980, 1990);
        world.run("""
                MATCH (mum:User {handle: 'mum'}), (teen:User {handle: 'teen'})
                CREATE (mum)-[:GUARDS {since: datetime(), madeBy: 'CONSENT'}]->(teen)
                SET teen.messagesFrom = 'EVERYONE', teen.readReceipts = true, teen.showPresence = true,
                  teen.limitMessagesFrom = 'NOBODY', teen.limitReadReceipts = false
                """, Map.of());
        people(1981, 1990);
        assertThat(settings()).as("an adult").isEqualTo("[EVERYONE, true, true]");
        people(1981, thisYear - 15);
        assertThat(settings()).as("the ward is young again").isEqualTo("[NOBODY, false, true]");

        people(thisYear - 16, thisYear - 15);
        world.run("MATCH (teen:User {handle: 'teen'}) SET teen.messagesFrom = 'FRIENDS'", Map.of());
        people(1982, thisYear - 15);
        assertThat(settings()).as("the guardian is old again").isEqualTo("[NOBODY, false, true]");
    }

    private String settings() {
        return world.values("MATCH (u:User {handle: 'teen'}) RETURN [u.messagesFrom, u.readReceipts, u.showPresence]")
                .getFirst()
                .toString();
    }

    private void people(int mum, int teen) throws IOException {
        String row = ",2026-01-04T00:00:00Z,";
        Files.writeString(
                folder.resolve("users.csv"),
                "id,handle,displayName,createdAt,birthYear\n1,mum,Mum" + row + mum + "\n2,teen,Teen" + row + teen
                        + "\n");
        assertThat(imports.run(folder, Imports.OnBadRow.FAIL, (file, rows) -> {})
                        .complete())
                .isTrue();
    }
}
