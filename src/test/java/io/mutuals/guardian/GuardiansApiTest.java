package io.mutuals.guardian;

import static io.mutuals.guardian.Families.accepts;
import static io.mutuals.guardian.Families.codes;
import static io.mutuals.guardian.Families.ends;
import static io.mutuals.guardian.Families.invites;
import static io.mutuals.guardian.Families.links;
import static org.assertj.core.api.Assertions.assertThat;

import io.mutuals.Api;
import io.mutuals.ConcurrentCalls;
import io.mutuals.MutualsTest;
import io.mutuals.TestClock;
import io.mutuals.World;
import io.mutuals.importer.BadRow;
import io.mutuals.importer.ImportReport;
import io.mutuals.importer.Imports;
import io.mutuals.importer.Imports.OnBadRow;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Guardians and wards link, read of each other, and end their links. */
@MutualsTest
class GuardiansApiTest {

    private static final String WARD = """
            { viewer { wards(first: 9) { totalCount nodes { handle viewerCanEnd user { id }
              friends(first: 9) { totalCount nodes { handle displayName user { handle } } }
              blocked(first: 9) { totalCount nodes { handle user { handle } } } } } } }
            """;

    private static final Instant NEW_YEAR = Instant.parse("2026-01-01T00:00:00Z");

    private final Api api;
    private final World world;
    private final TestClock clock;
    private final Imports imports;

    @TempDir
    Path folder;

    GuardiansApiTest(Api api, World world, TestClock clock, Imports imports) {
        this.api = api;
        this.world = world;
        this.clock = clock;
        this.imports = imports;
    }

    @BeforeEach
    void given() {
        world.clear();
        world.people("mum", "dad", "gran", "eve", "old")
                .aged("teen", 15)
                .aged("kid", 11)
                .aged("late", 17);
    }

    @Test
    void bothAgreeAndBothReadOfTheLink() {
        String token = invites(api.as("mum"));
        assertThat(links(api.as("mum"))).isEmpty();
        assertThat(accepts(api.as("teen"), token)).isEmpty();
        assertThat(accepts(api.as("teen"), token)).as("a retry").isEmpty();
        assertThat(links(api.as("mum"))).containsExactly("teen");
        assertThat(links(api.as("teen"))).containsExactly("mum");
        assertThat(accepts(api.as("late"), token)).as("used").containsExactly("NOT_FOUND");
        assertThat(links(api.as("eve"))).isEmpty();
    }

    @Test
    void anInvitationIsRefusedForAReasonThatIsNamed() {
        String first = invites(api.as("mum"));
        String second = invites(api.as("mum"));
        assertThat(accepts(api.as("teen"), first)).as("replaced").containsExactly("NOT_FOUND");
        assertThat(accepts(api.as("teen"), "nothing")).containsExactly("NOT_FOUND");
        assertThat(accepts(api.as("mum"), second)).containsExactly("SELF");
        assertThat(accepts(api.as("old"), second)).containsExactly("NOT_A_MINOR");
        assertThat(codes(Families.does(api.as("teen"), "createGuardianInvitation", Map.of())))
                .containsExactly("NOT_AN_ADULT");
        world.block("teen", "mum");
        assertThat(accepts(api.as("teen"), second)).as("hidden").containsExactly("NOT_FOUND");
        world.aged("dad", 40);
        String dads = invites(api.as("dad"));
        world.aged("dad", 16);
        assertThat(accepts(api.as("teen"), dads)).as("no adult any more").containsExactly("NOT_FOUND");
        String grans = invites(api.as("gran"));
        clock.pass(Duration.ofDays(8));
        assertThat(accepts(api.as("teen"), grans)).containsExactly("EXPIRED");
    }

    @Test
    void aUserHasTwoGuardiansHoweverManyAcceptAtOnce() throws Exception {
        List<String> tokens = new ArrayList<>();
        for (String adult : List.of("mum", "dad", "gran", "eve", "old")) {
            tokens.add(invites(api.as(adult)));
        }
        List<JsonNode> answers = ConcurrentCalls.call(
                5,
                call -> Families.does(api.as("teen"), "acceptGuardianInvitation", Map.of("token", tokens.get(call))));
        assertThat(answers.stream().map(Families::codes).filter(List::isEmpty)).hasSize(2);
        assertThat(answers.stream().map(Families::codes).filter(List.of("TOO_MANY_GUARDIANS")::equals))
                .hasSize(3);
        assertThat(links(api.as("teen"))).hasSize(2);
        assertThat(world.values("MATCH (:User)-[tie:GUARDS]->(:User {handle: 'teen'}) RETURN count(tie)"))
                .containsExactly(2L);
    }

    @Test
    void oneInvitationMakesOneLinkWhoeverAcceptsItAtOnce() throws Exception {
        world.aged("tim", 14).aged("tom", 14);
        String token = invites(api.as("mum"));
        List<String> minors = List.of("teen", "late", "tim", "tom");
        List<JsonNode> answers = ConcurrentCalls.call(
                4, call -> Families.does(api.as(minors.get(call)), "acceptGuardianInvitation", Map.of("token", token)));
        assertThat(answers.stream().map(Families::codes).filter(List::isEmpty)).hasSize(1);
        assertThat(links(api.as("mum"))).hasSize(1);
    }

    @Test
    void callsOfTheSameWardAtOnceAllSucceed() throws Exception {
        for (int round = 0; round < 5; round++) {
            String ward = "ward" + round;
            world.aged(ward, 14);
            String token = invites(api.as("mum"));
            List<JsonNode> answers = ConcurrentCalls.call(
                    8, call -> Families.does(api.as(ward), "acceptGuardianInvitation", Map.of("token", token)));
            assertThat(answers.stream().map(Families::codes)).containsOnly(List.of());
            assertThat(links(api.as(ward))).containsExactly("mum");
        }
        assertThat(world.values("MATCH (:User)-[tie:GUARDS]->(:User) RETURN count(tie)"))
                .containsExactly(5L);
    }

    @Test
    void theGuardianReadsNamesOfFriendsAndBlockedUsersAlsoBehindBlocks() {
        world.guards("mum", "teen")
                .friends("teen", "eve", "late")
                .block("teen", "old")
                .block("eve", "mum")
                .named("eve", "Eve E.");
        JsonNode ward = api.as("mum").data(WARD).at("/viewer/wards/nodes/0");
        assertThat(ward.path("friends").toString())
                .isEqualTo("{\"totalCount\":2,\"nodes\":[{\"handle\":\"late\",\"displayName\":\"late\","
                        + "\"user\":{\"handle\":\"late\"}},{\"handle\":\"eve\",\"displayName\":\"Eve "
                        + "E.\",\"user\":null}]}");
        assertThat(ward.path("blocked").toString())
                .isEqualTo("{\"totalCount\":1,\"nodes\":[{\"handle\":\"old\",\"user\":{\"handle\":\"old\"}}]}");
        assertThat(api.as("eve").data(WARD).at("/viewer/wards/totalCount").asInt())
                .isZero();

        world.block("teen", "mum");
        ward = api.as("mum").data(WARD).at("/viewer/wards/nodes/0");
        assertThat(ward.path("user").isNull()).as("hidden by a block").isTrue();
        assertThat(ward.at("/friends/totalCount").asInt())
                .as("a block is no way out")
                .isEqualTo(2);
        assertThat(links(api.as("teen"))).containsExactly("mum");
    }

    @Test
    void pagesOfFriendsNeitherRepeatNorSkip() {
        world.guards("mum", "teen");
        for (int friend = 0; friend < 7; friend++) {
            world.friends("teen", "friend" + friend);
        }
        List<String> all = new ArrayList<>();
        String after = "null";
        for (int page = 0; page < 4; page++) {
            JsonNode found = api.as("mum")
                    .data("{ viewer { wards(first: 1) { nodes { friends(first: 2, after: %s) { nodes { handle } "
                                    .formatted(after)
                            + "pageInfo { endCursor } } } } } }")
                    .at("/viewer/wards/nodes/0/friends");
            all.addAll(found.findValuesAsString("handle"));
            after = "\"" + found.at("/pageInfo/endCursor").asString() + "\"";
        }
        assertThat(all).containsExactly("friend6", "friend5", "friend4", "friend3", "friend2", "friend1", "friend0");
    }

    @Test
    void whoMayEndALinkIsWhatTheFieldSays() {
        world.guards("mum", "teen").guards("mum", "late").guards("mum", "kid").guards("dad", "late");
        world.run("MATCH (:User {handle: 'dad'})-[tie:GUARDS]->() SET tie.madeBy = 'PLATFORM'", Map.of());
        assertThat(canEnd("mum")).containsExactlyInAnyOrder("teen", "late");
        assertThat(canEnd("teen")).isEmpty();
        assertThat(canEnd("late")).containsExactly("mum");

        assertThat(ends(api.as("teen"), world.id("mum"))).containsExactly("UNDER_16");
        assertThat(ends(api.as("late"), world.id("dad"))).containsExactly("MADE_BY_PLATFORM");
        assertThat(ends(api.as("mum"), world.id("kid"))).containsExactly("LAST_GUARDIAN");
        assertThat(ends(api.as("late"), world.id("mum"))).isEmpty();
        assertThat(ends(api.as("late"), world.id("mum"))).as("a retry").isEmpty();
        assertThat(ends(api.as("dad"), world.id("late"))).isEmpty();
        assertThat(ends(api.as("mum"), world.id("teen"))).isEmpty();
        assertThat(ends(api.as("mum"), world.id("eve"))).as("no link").isEmpty();
        assertThat(ends(api.as("mum"), World.id("usr", 99_999))).as("no user").isEmpty();
        assertThat(links(api.as("late"))).isEmpty();
        assertThat(links(api.as("mum"))).containsExactly("kid");

        world.guards("dad", "kid");
        assertThat(canEnd("mum")).containsExactly("kid");
        assertThat(ends(api.as("mum"), world.id("kid"))).isEmpty();
        assertThat(canEnd("dad")).isEmpty();
    }

    @Test
    void ofTwoGuardiansOfAChildWhoLeaveAtOnceOneStays() throws Exception {
        for (int round = 0; round < 5; round++) {
            world.aged("child" + round, 10).guards("mum", "child" + round).guards("dad", "child" + round);
            String child = world.id("child" + round);
            List<JsonNode> answers = ConcurrentCalls.call(
                    2,
                    call -> Families.does(
                            api.as(call == 0 ? "mum" : "dad"), "endGuardianship", Map.of("userId", child)));
            assertThat(answers.stream().map(Families::codes))
                    .containsExactlyInAnyOrder(List.of(), List.of("LAST_GUARDIAN"));
        }
    }

    @Test
    void importedLinksFollowTheRulesOfThePlatform() throws IOException {
        String rows = row("teen", "mum", NEW_YEAR) + row("teen", "dad", NEW_YEAR) + row("late", "mum", NEW_YEAR);
        ImportReport report = imported(rows
                + row("teen", "gran", NEW_YEAR)
                + row("kid", "late", NEW_YEAR)
                + row("eve", "mum", NEW_YEAR)
                + row("kid", "kid", NEW_YEAR)
                + row("teen", "mum", NEW_YEAR)
                + "99999," + world.number("mum") + "," + NEW_YEAR + "\n");
        assertThat(report.files().getLast().examples())
                .extracting(BadRow::toString)
                .containsExactly(
                        "guardians.csv:5: a user has at most 2 guardians",
                        "guardians.csv:6: the guardian is under 18",
                        "guardians.csv:7: the ward is not under 18",
                        "guardians.csv:8: ward and guardian must be different users",
                        "guardians.csv:9: the same ward and guardian stand in an earlier row already",
                        "guardians.csv:10: there is no user 99999 (ward)");
        for (int time = 1; time <= 2; time++) {
            assertThat(links(api.as("teen"))).containsExactlyInAnyOrder("mum", "dad");
            assertThat(links(api.as("mum"))).containsExactlyInAnyOrder("teen", "late");
            assertThat(canEnd("late")).as("made by the platform").isEmpty();
            assertThat(world.values("MATCH ()-[tie:GUARDS|GUARDED]->() RETURN type(tie) + ' ' + tie.madeBy"))
                    .containsExactly("GUARDS PLATFORM", "GUARDS PLATFORM", "GUARDS PLATFORM");
            world.run("MATCH (progress:ImportProgress) DELETE progress", Map.of());
            assertThat(imported(rows).complete()).as("again").isTrue();
        }
    }

    @Test
    void aRowIsImportedUnlessItsLinkWasEndedLater() throws IOException {
        imported(row("teen", "mum", NEW_YEAR));
        assertThat(ends(api.as("mum"), world.id("teen"))).isEmpty();
        world.run("MATCH (ward:User {handle: 'teen'}) SET ward.limitShowPresence = false", Map.of());
        assertThat(imported(row("teen", "mum", NEW_YEAR) + row("kid", "dad", NEW_YEAR))
                        .complete())
                .isTrue();
        assertThat(links(api.as("teen"))).isEmpty();
        assertThat(links(api.as("kid"))).containsExactly("dad");

        Instant later = clock.instant().plus(Duration.ofHours(1));
        assertThat(imported(row("teen", "mum", later)).complete()).isTrue();
        assertThat(links(api.as("teen"))).containsExactly("mum");
        assertThat(world.values("MATCH (ward:User {handle: 'teen'}) RETURN ward.limitShowPresence"))
                .as("a lock of earlier guardians")
                .containsOnlyNulls();
        assertThat(world.values("MATCH ()-[gone:GUARDED]->() RETURN gone")).isEmpty();

        world.run("MATCH (ward:User {handle: 'teen'}) SET ward.limitShowPresence = false", Map.of());
        assertThat(imported(row("teen", "mum", later) + row("teen", "dad", later))
                        .complete())
                .isTrue();
        assertThat(world.values("MATCH (ward:User {handle: 'teen'}) RETURN ward.limitShowPresence"))
                .as("a lock of a guardian")
                .containsExactly(false);
    }

    @Test
    void fromEighteenOnThereIsNoLink() {
        world.guards("mum", "late");
        assertThat(links(api.as("mum"))).containsExactly("late");
        world.aged("late", 19);
        assertThat(links(api.as("mum"))).isEmpty();
        assertThat(links(api.as("late"))).isEmpty();
        assertThat(codes(Families.does(
                        api.as("mum"),
                        "tightenSettings",
                        Map.of("wardId", world.id("late"), "settings", Map.of("showPresence", false)))))
                .containsExactly("NOT_FOUND");
        world.aged("late", 17).assured("mum", 16);
        assertThat(links(api.as("mum"))).as("a guardian is an adult").isEmpty();
    }

    @Test
    void changesAreLimited() {
        world.emptyBucket("mutuals:limit:{" + world.number("mum") + "}:change_guardianship");
        assertThat(codes(Families.does(api.as("mum"), "createGuardianInvitation", Map.of())))
                .containsExactly("RATE_LIMITED");
        assertThat(ends(api.as("mum"), world.id("teen"))).containsExactly("RATE_LIMITED");
    }

    /** Imports {@code guardians.csv} without its bad rows. */
    private ImportReport imported(String rows) throws IOException {
        Files.writeString(
                folder.resolve("users.csv"), "id,handle,displayName,createdAt\n90000,uma,Uma,2026-01-01T00:00:00Z\n");
        Files.writeString(folder.resolve("guardians.csv"), "ward,guardian,since\n" + rows);
        return imports.run(folder, OnBadRow.SKIP, (file, count) -> {});
    }

    private String row(String ward, String guardian, Instant since) {
        return "%d,%d,%s\n".formatted(world.number(ward), world.number(guardian), since);
    }

    /** Returns the handles of the other ends of the links that a user can end. */
    private List<String> canEnd(String handle) {
        JsonNode viewer = api.as(handle)
                .data("{ viewer { wards(first: 9) { nodes { handle viewerCanEnd } } "
                        + "guardians { handle viewerCanEnd } } }");
        return viewer.findParents("viewerCanEnd").stream()
                .filter(link -> link.path("viewerCanEnd").asBoolean())
                .map(link -> link.path("handle").asString())
                .toList();
    }
}
