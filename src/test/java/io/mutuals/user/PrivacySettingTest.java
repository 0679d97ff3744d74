package io.mutuals.user;

import static org.assertj.core.api.Assertions.assertThat;

import io.mutuals.MutualsTest;
import io.mutuals.World;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.neo4j.driver.Value;
import org.neo4j.driver.Values;
import org.springframework.data.neo4j.core.Neo4jClient;

/** Compares the effective values of settings in Cypher with those in Java. */
@MutualsTest
class PrivacySettingTest {

    private static final Map<AgeBand, Integer> YEARS =
            Map.of(AgeBand.UNDER_13, 12, AgeBand.UNDER_16, 15, AgeBand.FROM_16_TO_17, 18, AgeBand.ADULT, 40);

    private static final List<PrivacySetting> ALL = List.of(PrivacySetting.values());

    private final World world;
    private final Neo4jClient neo4j;

    PrivacySettingTest(World world, Neo4jClient neo4j) {
        this.world = world;
        this.neo4j = neo4j;
    }

    @Test
    void cypherAndJavaAgreeForEveryAgeAndStoredValue() {
        world.clear();
        YEARS.forEach((band, years) -> world.aged(band.name(), years));
        String holding = ALL.stream().map(setting -> setting.of("u")).collect(Collectors.joining(", "));
        String allUsers = "WITH {year: date().year} AS now MATCH (u:User) RETURN [u.handle, %s]"
                .formatted(holding.replace("$now", "now"));

        for (Object stored : everything()) {
            Object unlessNothing = stored.equals("") ? null : stored;
            for (AgeBand band : AgeBand.values()) {
                ALL.forEach(setting -> world.set(band.name(), setting.property(), unlessNothing));
            }
            for (Object row : world.values(allUsers)) {
                List<?> answers = (List<?>) row;
                AgeBand band = AgeBand.valueOf(String.valueOf(answers.getFirst()));
                assertThat(answers.subList(1, answers.size()))
                        .as("%s with %s stored", band, stored)
                        .isEqualTo(ALL.stream()
                                .map(setting -> named(setting.of(band, Values.value(unlessNothing))))
                                .toList());
            }
        }
    }

    @Test
    void cypherAndJavaAgreeOnWhatIsLooserThanALimit() {
        List<Map<String, @Nullable Object>> users = new ArrayList<>();
        for (AgeBand band : AgeBand.values()) {
            for (Object stored : everything()) {
                for (Object limit : everything()) {
                    Map<String, @Nullable Object> user = new HashMap<>();
                    user.put(
                            "birthYear",
                            LocalDate.now(ZoneOffset.UTC).getYear() - 1 - Objects.requireNonNull(YEARS.get(band)));
                    ALL.forEach(setting -> {
                        user.put(setting.property(), stored.equals("") ? null : stored);
                        user.put(setting.limitProperty(), limit.equals("") ? null : limit);
                    });
                    users.add(user);
                }
            }
        }
        String limited = ALL.stream().map(setting -> setting.limited("user")).collect(Collectors.joining(", "));
        List<Object> answers =
                List.copyOf(neo4j.query("WITH {year: date().year} AS now UNWIND $users AS user RETURN [%s] AS limited"
                                .formatted(limited.replace("$now", "now")))
                        .bind(users)
                        .to("users")
                        .fetchAs(Object.class)
                        .mappedBy((types, row) -> row.get("limited").asList())
                        .all());
        Instant now = Instant.now();
        for (int index = 0; index < users.size(); index++) {
            Value user = Values.value(users.get(index));
            AgeBand band = Age.from(user).band(now);
            assertThat(answers.get(index))
                    .as("%s", users.get(index))
                    .isEqualTo(ALL.stream()
                            .map(setting -> limited(setting, band, user))
                            .toList());
        }
    }

    private static @Nullable Object limited(PrivacySetting setting, AgeBand band, Value user) {
        @Nullable Object stored = user.get(setting.property()).asObject();
        @Nullable
        Object limit =
                setting.decoded(setting.code(user.get(setting.limitProperty()).asObject()));
        return limit != null && setting.isLooser(setting.of(band, stored), limit) ? named(limit) : stored;
    }

    /** Every value of any setting, an invalid one, and null. */
    private static Set<Object> everything() {
        Set<Object> everything = new LinkedHashSet<>(List.of(true, false, "", "SOMETHING ELSE"));
        Arrays.stream(RequestAudience.values()).map(Enum::name).forEach(everything::add);
        Arrays.stream(FriendListAudience.values()).map(Enum::name).forEach(everything::add);
        Arrays.stream(MessageAudience.values()).map(Enum::name).forEach(everything::add);
        return everything;
    }

    private static Object named(Object choice) {
        return choice instanceof Enum<?> one ? one.name() : choice;
    }
}
