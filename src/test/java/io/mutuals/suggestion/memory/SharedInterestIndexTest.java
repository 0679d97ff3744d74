package io.mutuals.suggestion.memory;

import static org.assertj.core.api.Assertions.assertThat;

import io.mutuals.SideBySide;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Compares the in-memory indexes of interests and mutual contacts with plain sets. */
@SideBySide
class SharedInterestIndexTest {

    private static final int PEOPLE = 40;
    private static final int INTERESTS = 60;

    private final Random random = new Random(3);

    @Test
    void sharedInterestsMatchPlainSets() {
        Map<Long, SharedInterest> interests = new HashMap<>();
        SharedInterestIndex.Draft draft = new SharedInterestIndex.Draft();
        for (long interest = 1; interest <= INTERESTS; interest++) {
            interests.put(interest, randomInterest());
            draft.add(interest, interests.get(interest));
        }
        SharedInterestIndex shared = new SharedInterestIndex();
        shared.replace(draft);
        assertMatches(shared, interests);
        for (int change = 0; change < 500; change++) {
            long interest = 1L + random.nextInt(INTERESTS + 5);
            interests.put(interest, randomInterest());
            shared.put(interest, interests.get(interest));
            if (change % 50 == 0) {
                assertMatches(shared, interests);
            }
        }
        assertMatches(shared, interests);
        shared.clear();
        assertThat(shared.size()).isZero();
        assertThat(shared.with(1, owner -> false)).isEmpty();
    }

    @Test
    void restrictedUserCountsWithLatestInterestsOnly() {
        SharedInterestIndex.Draft draft = new SharedInterestIndex.Draft();
        for (long interest = 1; interest <= 3; interest++) {
            draft.add(interest, new SharedInterest(0, 2, new long[] {1, 10 + interest}));
        }
        draft.latest(1, new long[] {3, 99});
        SharedInterestIndex shared = new SharedInterestIndex();
        shared.replace(draft);
        assertThat(shared.with(1, owner -> false).keySet()).containsExactly(13L);
        assertThat(shared.with(11, owner -> false).keySet()).containsExactly(1L);
    }

    @Test
    void interestsAndRowsCanBeReplacedApart() {
        SharedInterestIndex shared = new SharedInterestIndex();
        SharedInterest ofTwo = new SharedInterest(0, 2, new long[] {1, 2});
        assertThat(shared.joinedOrLeft(7, ofTwo)).containsExactlyInAnyOrder(1L, 2L);
        shared.putInterest(7, ofTwo);
        assertThat(shared.with(1, owner -> false)).as("without a row").isEmpty();
        shared.putRow(1, new long[] {7, 99});
        shared.putRow(2, new long[] {7});
        assertThat(shared.with(1, owner -> false).keySet()).containsExactly(2L);

        SharedInterest ofThree = new SharedInterest(0, 2, new long[] {1, 3});
        assertThat(shared.joinedOrLeft(7, ofThree)).containsExactlyInAnyOrder(2L, 3L);
        shared.putInterest(7, ofThree);
        shared.putRow(2, new long[0]);
        assertThat(shared.with(1, owner -> false).keySet()).containsExactly(3L);
        assertThat(shared.with(2, owner -> false)).isEmpty();
        assertThat(shared.joinedOrLeft(7, new SharedInterest(0, 7, new long[0])))
                .containsExactlyInAnyOrder(1L, 3L);
    }

    @Test
    void weightFallsWithTheNumberOfSharers() {
        assertThat(new SharedInterest(0, 0, new long[0]).weight())
                .isEqualTo(new SharedInterest(0, 2, new long[0]).weight())
                .isEqualTo(Math.round(1e9 / Math.log(2)));
        assertThat(new SharedInterest(0, 50, new long[0]).weight()).isEqualTo(255_622_219L);
    }

    @Test
    void mutualContactsAreSymmetric() {
        SymmetricRelation contacts = new SymmetricRelation();
        SymmetricRelation.Draft draft = new SymmetricRelation.Draft();
        draft.add(1, new long[] {2, 3});
        draft.add(2, new long[] {3});
        contacts.replace(draft);
        Map<Long, Set<Long>> expected =
                new TreeMap<>(Map.of(1L, Set.of(2L, 3L), 2L, Set.of(1L, 3L), 3L, Set.of(1L, 2L)));
        assertMatches(contacts, expected);
        Map<Long, Set<Long>> sets = new HashMap<>();
        expected.forEach((person, others) -> sets.put(person, new HashSet<>(others)));
        for (int change = 0; change < 300; change++) {
            long person = 1L + random.nextInt(12);
            Set<Long> others = new HashSet<>();
            for (int i = random.nextInt(5); i > 0; i--) {
                long other = 1L + random.nextInt(12);
                if (other != person) {
                    others.add(other);
                }
            }
            sets.values().forEach(row -> row.remove(person));
            sets.put(person, others);
            others.forEach(
                    other -> sets.computeIfAbsent(other, _ -> new HashSet<>()).add(person));
            contacts.put(person, array(others));
            assertMatches(contacts, sets);
        }
    }

    private static void assertMatches(SymmetricRelation contacts, Map<Long, Set<Long>> expected) {
        expected.forEach((person, others) -> assertThat(contacts.of(person))
                .as("of %d", person)
                .containsExactlyInAnyOrder(others.toArray(Long[]::new)));
        assertThat(contacts.people()).isEqualTo((int)
                expected.values().stream().filter(others -> !others.isEmpty()).count());
    }

    private void assertMatches(SharedInterestIndex shared, Map<Long, SharedInterest> interests) {
        for (long person = 1; person <= PEOPLE; person++) {
            Map<Long, long[]> expected = new HashMap<>();
            for (SharedInterest interest : interests.values()) {
                if (interest.owner() != 7 && contains(interest, person)) {
                    for (long other : interest.people()) {
                        if (other != person) {
                            long[] sum = expected.computeIfAbsent(other, _ -> new long[2]);
                            sum[0]++;
                            sum[1] += interest.weight();
                        }
                    }
                }
            }
            Map<Long, SharedInterests> found = shared.with(person, owner -> owner == 7);
            assertThat(found.keySet()).isEqualTo(expected.keySet());
            found.forEach((other, common) ->
                    assertThat(new long[] {common.count(), common.weight()}).isEqualTo(expected.get(other)));
        }
    }

    private static boolean contains(SharedInterest interest, long person) {
        return Arrays.stream(interest.people()).anyMatch(other -> other == person);
    }

    private SharedInterest randomInterest() {
        Set<Long> people = new HashSet<>();
        for (int i = random.nextInt(8); i > 0; i--) {
            people.add(1L + random.nextInt(PEOPLE));
        }
        return new SharedInterest(random.nextInt(10), people.size() + random.nextInt(3), array(people));
    }

    private static long[] array(Set<Long> numbers) {
        return numbers.stream().mapToLong(Long::longValue).toArray();
    }
}
