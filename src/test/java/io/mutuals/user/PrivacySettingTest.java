package io.mutuals.user;

import static org.assertj.core.api.Assertions.assertThat;

import io.mutuals.MutualsTest;
import io.mutuals.World;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.neo4j.driver.Values;

/** Compares the effective values of settings in Cypher with those in Java. */
@MutualsTest
class PrivacySettingTest {

    private static final Map<AgeBand, Integer> YEARS =
            Map.of(AgeBand.UNDER_13, 12, AgeBand.UNDER_16, 15, AgeBand.FROM_16_TO_17, 18, AgeBand.ADULT, 40);

    private static final List<PrivacySetting> ALL = List.of(PrivacySetting.values());

    private final World world;

    PrivacySettingTest(World world) {
        this.world = world;
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
