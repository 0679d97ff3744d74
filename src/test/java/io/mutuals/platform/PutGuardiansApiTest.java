package io.mutuals.platform;

import static io.mutuals.platform.Rows.NOON;
import static io.mutuals.platform.Rows.ROW;
import static io.mutuals.platform.Rows.codes;
import static io.mutuals.platform.Rows.user;
import static org.assertj.core.api.Assertions.assertThat;

import io.mutuals.Api;
import io.mutuals.LocalTokens;
import io.mutuals.MutualsTest;
import io.mutuals.World;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The platform tells of guardians, in any order and any number of times. */
@MutualsTest
class PutGuardiansApiTest {

    private final Api api;
    private final World world;
    private final UUID run = UUID.randomUUID();

    PutGuardiansApiTest(Api api, World world) {
        this.api = api;
        this.world = world;
    }

    @BeforeEach
    void given() {
        world.clear();
        List<Map<String, Object>> users = new ArrayList<>();
        for (String key : List.of("mum", "dad", "gran", "teen", "late")) {
            Map<String, Object> row = new HashMap<>(user(key, "the." + key, NOON, subject(key)));
            if (key.equals("teen") || key.equals("late")) {
                int age = key.equals("teen") ? 14 : 17;
                row.put(
                        "birthDate",
                        Instant.now()
                                .minus(Duration.ofDays(365L * age + 60))
                                .toString()
                                .substring(0, 10));
            }
            users.add(row);
        }
        assertThat(codes(Rows.put(api, "putUsers", users, ROW))).containsOnly("APPLIED");
    }

    @Test
    void ofOneLinkTheLatestRowWinsInAnyOrder() {
        assertThat(put(row("mum", "teen", true, 10))).containsExactly("APPLIED");
        assertThat(put(row("mum", "teen", true, 10))).as("again").containsExactly("APPLIED");
        assertThat(put(row("mum", "teen", false, 5))).containsExactly("OUTDATED");
        assertThat(links("teen"))
                .isEqualTo("[{\"handle\":\"the.mum\",\"madeBy\":\"PLATFORM\",\"viewerCanEnd\":false}]");
        assertThat(put(row("mum", "teen", false, 20))).containsExactly("APPLIED");
        assertThat(put(row("mum", "teen", true, 10))).as("late").containsExactly("OUTDATED");
        assertThat(links("teen")).isEqualTo("[]");
        assertThat(put(row("mum", "teen", true, 40), row("mum", "teen", false, 30), row("mum", "teen", false, 50)))
                .containsExactly("OUTDATED", "OUTDATED", "APPLIED");
        assertThat(links("teen")).isEqualTo("[]");
        assertThat(world.values("MATCH ()-[tie:GUARDS|GUARDED]->() RETURN type(tie)"))
                .containsExactly("GUARDED");
    }

    @Test
    void everyRowIsAnsweredByItself() {
        assertThat(put(
                        row("mum", "teen", true, 1),
                        row("dad", "teen", true, 1),
                        row("gran", "teen", true, 1),
                        row("mum", "dad", true, 1),
                        row("late", "teen", true, 1),
                        row("teen", "teen", true, 1),
                        row("unknown", "teen", true, 1),
                        row("mum", "unknown", true, 1),
                        row("mum", "late", true, 1)))
                .containsExactly(
                        "APPLIED",
                        "APPLIED",
                        "TOO_MANY_GUARDIANS",
                        "NOT_A_MINOR",
                        "NOT_AN_ADULT",
                        "SELF",
                        "USER_NOT_FOUND",
                        "USER_NOT_FOUND",
                        "APPLIED");
        assertThat(put(row("mum", "teen", false, 2), row("gran", "teen", true, 2)))
                .as("one goes, another comes")
                .containsExactly("APPLIED", "APPLIED");
        assertThat(Rows.put(
                                api,
                                "putGuardians",
                                IntStream.range(0, 501)
                                        .mapToObj(at -> row("mum", "teen", true, at))
                                        .toList(),
                                ROW)
                        .at("/userErrors/0/code")
                        .asString())
                .isEqualTo("TOO_MANY_ROWS");
    }

    @Test
    void theEndOfTheLastLinkUnlocksTheSettings() {
        put(row("mum", "late", true, 1));
        world.run("MATCH (user:User {handle: 'the.late'}) SET user.limitMessagesFrom = 'NOBODY'", Map.of());
        put(row("mum", "late", false, 2));
        assertThat(world.values("MATCH (user:User {handle: 'the.late'}) RETURN user.limitMessagesFrom"))
                .containsExactly((Object) null);
    }

    @Test
    void aBirthDateThatLetsALinkHoldAgainAppliesItsLocks() {
        put(row("mum", "teen", true, 1));
        String teen = signIn("teen")
                .data("{ viewer { user { id } } }")
                .at("/viewer/user/id")
                .asString();
        assertThat(signIn("mum")
                        .data(
                                "mutation ($id: ID!) { tightenSettings(input: {wardId: $id, settings: "
                                        + "{messagesFrom: NOBODY, readReceipts: false}}) { userErrors { code } } }",
                                Map.of("id", teen))
                        .at("/tightenSettings/userErrors"))
                .isEmpty();
        born("teen", 30, 1);
        assertThat(loosen("EVERYONE")).isEqualTo("[]");
        assertThat(mayMessage(teen)).isTrue();
        born("teen", 15, 2);
        assertThat(mayMessage(teen)).as("the ward is young again").isFalse();
        assertThat(settings()).isEqualTo("{\"messagesFrom\":\"NOBODY\",\"readReceipts\":false}");

        born("mum", 15, 1);
        assertThat(loosen("FRIENDS")).isEqualTo("[]");
        assertThat(settings()).contains("FRIENDS");
        born("mum", 40, 2);
        assertThat(settings()).as("the guardian is old again").contains("NOBODY");
        assertThat(loosen("FRIENDS")).contains("LOCKED_BY_GUARDIAN");
    }

    private void born(String key, int yearsAgo, int minutesLater) {
        Map<String, Object> row =
                new HashMap<>(user(key, "the." + key, NOON.plusSeconds(60L * minutesLater), subject(key)));
        row.put("birthDate", LocalDate.now(ZoneOffset.UTC).minusYears(yearsAgo).toString());
        assertThat(codes(Rows.put(api, "putUsers", List.of(row), ROW))).containsExactly("APPLIED");
    }

    private String loosen(String messagesFrom) {
        return signIn("teen")
                .data("mutation { updatePrivacySettings(input: {messagesFrom: %s}) { userErrors { code } } }"
                        .formatted(messagesFrom))
                .at("/updatePrivacySettings/userErrors")
                .toString();
    }

    private boolean mayMessage(String ward) {
        return signIn("dad")
                .data("query ($id: ID!) { user(by: {id: $id}) { viewerCan { message } } }", Map.of("id", ward))
                .at("/user/viewerCan/message")
                .asBoolean();
    }

    private String settings() {
        return signIn("teen")
                .data("{ viewer { settings { messagesFrom readReceipts } } }")
                .at("/viewer/settings")
                .toString();
    }

    @SafeVarargs
    @SuppressWarnings("varargs")
    private List<String> put(Map<String, Object>... rows) {
        return codes(Rows.put(api, "putGuardians", List.of(rows), ROW));
    }

    private static Map<String, Object> row(String guardian, String ward, boolean guards, int second) {
        return Map.of(
                "guardianKey",
                guardian,
                "wardKey",
                ward,
                "guards",
                guards,
                "changedAt",
                NOON.plusSeconds(second).toString());
    }

    private String links(String key) {
        return signIn(key)
                .data("{ viewer { guardians { handle madeBy viewerCanEnd } } }")
                .at("/viewer/guardians")
                .toString();
    }

    /** Returns a subject of this test alone, because servers remember which user signs in with a subject. */
    private String subject(String key) {
        return key + " of " + run;
    }

    private Api.Caller signIn(String key) {
        return api.with(LocalTokens.mint(subject(key), Duration.ofHours(1)));
    }
}
