package io.mutuals.suggestion;

import static org.assertj.core.api.Assertions.assertThat;

import io.mutuals.MutualsTest;
import io.mutuals.World;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a stranger, a hub or a phone book must not bring about, by any source but friends of friends. */
@MutualsTest
class EvidenceAttackTest {

    private final World world;
    private final List<CandidateSource> sources;

    EvidenceAttackTest(World world, List<CandidateSource> sources) {
        this.world = world;
        this.sources = sources;
    }

    @BeforeEach
    void emptyGraph() {
        world.clear();
    }

    @ParameterizedTest
    @ValueSource(ints = {5, 12, 40, 300})
    void aTherapistsPhoneBookConnectsNoPatients(int patients) {
        String[] all = IntStream.range(0, patients).mapToObj(i -> "patient" + i).toArray(String[]::new);
        world.friends("therapist", all).knows("therapist", all);
        for (String patient : all) {
            world.knows(patient, "therapist").set(patient, "region", "IE");
        }
        for (String patient : List.of(all[0], all[patients - 1])) {
            assertThat(found(patient)).as(patient).doesNotContain(all);
        }
    }

    @Test
    void havingSomebodysNumberSuggestsNeitherToTheOther() {
        world.people("stalker", "target").knows("stalker", "target");
        assertThat(found("stalker")).isEmpty();
        assertThat(found("target")).isEmpty();
    }

    @Test
    void somebodyBehindABlockIsAsAbsentAsNobody() {
        world.group(1, "Two", "ada", "ben").knows("ada", "ben").knows("ben", "ada");
        world.set("ada", "region", "IE").set("ben", "region", "IE");
        assertThat(found("ada")).contains("ben");
        world.block("ben", "ada");
        assertThat(found("ada")).isEmpty();
    }

    private List<String> found(String viewer) {
        long number = world.number(viewer);
        return sources.stream()
                .flatMap(source -> source.find(Set.of(number), 500).getOrDefault(number, List.of()).stream())
                .map(candidate -> world.handle(candidate.person()))
                .toList();
    }
}
