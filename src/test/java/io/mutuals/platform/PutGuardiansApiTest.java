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
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The platform tells of guardians, in any order and any number of times. */
@MutualsTest
class PutGuardiansApiTest {

    private final Api api;
    private final World world;

    PutGuardiansApiTest(Api api, World world) {
        this.api = api;
        this.world = world;
    }

    @BeforeEach
    void given() {
        world.clear();
        List<Map<String, Object>> users = new ArrayList<>();
        for (String key : List.of("mum", "dad", "gran", "teen", "late")) {
            Map<String, Object> row = new HashMap<>(user(key, "the." + key, NOON, "sub-" + key));
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
        return api.with(LocalTokens.mint("sub-" + key, Duration.ofHours(1)))
                .data("{ viewer { guardians { handle madeBy viewerCanEnd } } }")
                .at("/viewer/guardians")
                .toString();
    }
}
