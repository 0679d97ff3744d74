package io.mutuals.experiment;

import static io.mutuals.experiment.Experiments.change;
import static io.mutuals.experiment.Experiments.draft;
import static org.assertj.core.api.Assertions.assertThat;

import io.mutuals.Api;
import io.mutuals.MutualsTest;
import io.mutuals.TestClock;
import io.mutuals.World;
import io.mutuals.experiment.journal.Journal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Paging through suggestions while experiments begin and end. */
@MutualsTest
class PagingTest {

    private static final String PAGE = """
            query ($after: String) { viewer { peopleYouMayKnow(first: 4, after: $after) {
              nodes { user { handle } } pageInfo { endCursor } snapshot { id strategy } } } }""";

    private static final int CANDIDATES = 12;

    private final Api api;
    private final World world;
    private final TestClock clock;
    private final Journal journal;
    private final Laboratory lab;

    PagingTest(Api api, World world, TestClock clock, Journal journal, Laboratory lab) {
        this.api = api;
        this.world = world;
        this.clock = clock;
        this.journal = journal;
        this.lab = lab;
    }

    /** Twelve candidates share fewer and fewer friends with Ada. */
    @BeforeEach
    void given() {
        lab.clear();
        world.people("ada", "lab");
        for (int friend = 0; friend <= CANDIDATES; friend++) {
            world.friends("ada", "f" + friend);
        }
        for (int candidate = 0; candidate < CANDIDATES; candidate++) {
            for (int friend = 0; friend <= CANDIDATES - candidate; friend++) {
                world.friends("c" + candidate, "f" + friend);
            }
        }
    }

    @AfterEach
    void end() {
        lab.end();
    }

    @Test
    void pagingThatBeganBeforeAnExperimentEndsInTheSameRanking() {
        Page first = page(null);
        lab.begin(interleaving("duel"));

        Page second = page(first.cursor);
        Page third = page(second.cursor);

        assertThat(second.snapshot).isEqualTo(first.snapshot);
        assertThat(together(first, second, third)).hasSize(CANDIDATES);
        assertThat(page(null).strategy).contains("+");
        journal.writeAll();
        assertThat(world.values("MATCH (e:Exposure) RETURN e.viewer"))
                .as("only the last page was of the experiment")
                .hasSize(1);
    }

    @Test
    void pagingThatBeganInAStoppedExperimentEndsInTheSameRankingAndTheNextBeginsWithoutIt() {
        lab.begin(interleaving("duel"));
        Page first = page(null);
        assertThat(first.strategy).contains("+");
        change(lab.caller(), "stopExperiment", Map.of("key", "duel"));

        Page second = page(first.cursor);
        Page third = page(second.cursor);

        assertThat(second.snapshot).isEqualTo(first.snapshot);
        assertThat(together(first, second, third)).hasSize(CANDIDATES);
        assertThat(page(null).strategy).isEqualTo("people-you-may-know");
    }

    @Test
    void pagingThatBeganInAKilledExperimentGoesOnInTheStandardRanking() {
        lab.begin(interleaving("duel"));
        Page first = page(null);
        change(lab.caller(), "killExperiment", Map.of("key", "duel"));

        Page second = page(first.cursor);

        assertThat(second.strategy).isEqualTo("people-you-may-know");
        assertThat(second.people).isEqualTo(page(page(null).cursor).people).hasSize(4);
    }

    @Test
    void randomDrawsAreMadeOncePerDay() {
        var draft = draft("curious");
        Map<String, Object> explores =
                Map.of("key", "explores", "strategy", "friends-of-friends", "explore", 1.0, "exploreAmong", CANDIDATES);
        draft.put("variants", List.of(with(explores, "key", "one"), with(explores, "key", "other")));
        lab.begin(draft);
        List<String> leads = new ArrayList<>();
        for (int day = 0; day < 6; day++) {
            Page page = page(null);
            leads.add(page.people.getFirst());
            world.forgetLatestRankings();
            Page again = page(null);
            assertThat(again.snapshot).isNotEqualTo(page.snapshot);
            assertThat(again.people).isEqualTo(page.people);
            clock.pass(Duration.ofDays(1));
            world.forgetLatestRankings();
        }
        assertThat(new HashSet<>(leads)).hasSizeGreaterThan(1);
    }

    private static Map<String, Object> with(Map<String, Object> variant, String name, Object value) {
        Map<String, Object> changed = new HashMap<>(variant);
        changed.put(name, value);
        return changed;
    }

    private static Map<String, @Nullable Object> interleaving(String key) {
        var draft = draft(key);
        draft.put("kind", "INTERLEAVING");
        return draft;
    }

    private Page page(@Nullable String after) {
        Map<String, Object> variables = after == null ? Map.of() : Map.of("after", after);
        JsonNode page = api.as("ada", "experimenter").data(PAGE, variables).at("/viewer/peopleYouMayKnow");
        return new Page(
                page.at("/nodes")
                        .valueStream()
                        .map(node -> node.at("/user/handle").asString())
                        .toList(),
                page.at("/pageInfo/endCursor").asString(),
                page.at("/snapshot/id").asString(),
                page.at("/snapshot/strategy").asString());
    }

    private static Set<String> together(Page... pages) {
        Set<String> people = new HashSet<>();
        for (Page page : pages) {
            people.addAll(page.people);
        }
        return people;
    }

    private record Page(List<String> people, String cursor, String snapshot, String strategy) {}
}
