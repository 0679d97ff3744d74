package io.mutuals.suggestion.memory;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.mutuals.SideBySide;
import io.mutuals.suggestion.evidence.SuggestionSource;
import io.mutuals.user.Age;
import io.mutuals.user.AgeBand;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Facts about users and their representation in memory. */
@SideBySide
class PersonFactsTest {

    private static final Instant NOW = Instant.parse("2026-06-01T12:00:00Z");

    private static final Set<SuggestionSource> ALL = Set.copyOf(PersonFacts.SETTINGS);
    private static final Set<SuggestionSource> NOT_BY_FRIENDS =
            Set.of(SuggestionSource.SHARED_CONVERSATIONS, SuggestionSource.VIDEO_TASTE);

    private final Random random = new Random(5);

    @Test
    void unpackedFactsEqualThePackedOnes() {
        for (int i = 0; i < 10_000; i++) {
            PersonFacts facts = randomFacts();
            assertThat(PersonFacts.unpacked(facts.packed())).isEqualTo(facts);
        }
        PersonFacts most = new PersonFacts(new Age(2310, 18), ALL, 65_535, 65_535, 65_535);
        assertThat(PersonFacts.unpacked(most.packed())).isEqualTo(most);
    }

    @Test
    void countsAreCappedAtTheMaximum() {
        assertThat(new PersonFacts(new Age(1990, null), NOT_BY_FRIENDS, 70_000, 1, 1_000_000))
                .isEqualTo(new PersonFacts(new Age(1990, null), NOT_BY_FRIENDS, 65_535, 1, 65_535));
    }

    @Test
    void settingForbidsItsSource() {
        PersonFacts facts = new PersonFacts(Age.UNKNOWN, NOT_BY_FRIENDS, 0, 0, 0);
        assertThat(SuggestionSource.values())
                .filteredOn(facts::forbids)
                .containsExactly(SuggestionSource.FRIENDS_OF_FRIENDS);
    }

    @Test
    void unknownYearOfBirthMeansAdult() {
        assertThat(new PersonFacts(Age.UNKNOWN, ALL, 0, 0, 0).band(NOW)).isEqualTo(AgeBand.ADULT);
        assertThat(new PersonFacts(new Age(2009, null), ALL, 0, 0, 0).band(NOW)).isEqualTo(AgeBand.FROM_16_TO_17);
        assertThat(new PersonFacts(new Age(2012, null), ALL, 0, 0, 0).band(NOW)).isEqualTo(AgeBand.UNDER_16);
    }

    @Test
    void lastFactsPutAreTheOnesReturned() {
        PeopleInMemory memory = new PeopleInMemory(new SimpleMeterRegistry());
        Map<Long, PersonFacts> expected = new HashMap<>();
        PeopleInMemory.Draft draft = new PeopleInMemory.Draft();
        for (int i = 0; i < 5_000; i++) {
            PersonFacts facts = randomFacts();
            long person = random.nextLong(Long.MAX_VALUE);
            expected.put(person, facts);
            draft.add(person, facts);
        }
        memory.replace(draft);
        for (long person : expected.keySet().stream().limit(500).toList()) {
            expected.put(person, randomFacts());
            memory.put(person, expected.get(person));
        }
        for (long newcomer = 1; newcomer < 100; newcomer++) {
            expected.put(newcomer, randomFacts());
            memory.put(newcomer, randomFacts());
            memory.put(newcomer, expected.get(newcomer));
        }
        expected.forEach((person, facts) -> assertThat(memory.get(person)).isEqualTo(facts));
        assertThat(memory.get(1_000)).isNull();

        memory.clear();
        assertThat(memory.isLoaded()).isFalse();
        assertThat(memory.get(1)).isNull();
    }

    private PersonFacts randomFacts() {
        return new PersonFacts(
                new Age(
                        random.nextBoolean() ? null : 1900 + random.nextInt(150),
                        random.nextBoolean() ? null : random.nextInt(30)),
                PersonFacts.SETTINGS.stream()
                        .filter(source -> random.nextBoolean())
                        .collect(Collectors.toSet()),
                random.nextInt(70_000),
                random.nextInt(70_000),
                random.nextInt(70_000));
    }
}
