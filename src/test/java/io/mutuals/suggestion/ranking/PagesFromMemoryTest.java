package io.mutuals.suggestion.ranking;

import static io.mutuals.MemoryReplica.name;
import static org.assertj.core.api.Assertions.assertThat;

import io.mutuals.Api;
import io.mutuals.CountedTest;
import io.mutuals.MemoryReplica;
import io.mutuals.TakesLong;
import io.mutuals.TestClock;
import io.mutuals.World;
import io.mutuals.loader.Loader;
import io.mutuals.loader.Loaders;
import io.mutuals.memory.Lookup;
import io.mutuals.suggestion.ranking.PeopleRepository.People;
import io.mutuals.suggestion.ranking.PeopleRepository.Placed;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;

/** Pages of suggestions from memory, beside those that the statement reads. */
@CountedTest
@TakesLong
class PagesFromMemoryTest {

    private static final String PAGE = """
            query ($first: Int!, $after: String) { viewer { peopleYouMayKnow(first: $first, after: $after) {
              totalCount pageInfo { hasNextPage hasPreviousPage startCursor endCursor } snapshot { id }
              edges { cursor node { id sources user { id handle displayName bio }
                reason { __typename
                  ... on MutualFriendsReason { text count sample { id handle } }
                  ... on ContactReason { text }
                  ... on SharedConversationReason { text count conversation { id title } }
                  ... on VideoTasteReason { text count sample { id caption author { handle } } }
                  ... on NewHereReason { text region likesInCommon friends } } } } } } }
            """;

    private static final String UNCOUNTED = PAGE.replace("totalCount ", "");

    private static final int PEOPLE = 12;

    private static final int MAX_FRIENDS = 40;

    @RegisterExtension
    static final MemoryReplica replica = new MemoryReplica("mutuals.memory.max-friends=" + MAX_FRIENDS);

    private static Loader<Asked, People> pages;
    private static final AtomicInteger byStatement = new AtomicInteger();

    private final Api statements;
    private final Api memory;
    private final World world;
    private final PeopleRepository people;
    private final RandomSuggestionWorld users;

    PagesFromMemoryTest(Api api, World world, PeopleRepository people, TestClock clock) {
        this.statements = api;
        this.memory = replica.beside(api);
        this.world = world;
        this.people = people;
        this.users = new RandomSuggestionWorld(
                world,
                clock,
                IntStream.range(0, PEOPLE).mapToObj(MemoryReplica::name).toList());
    }

    @BeforeAll
    static void registerPages() {
        pages = replica.bean(Loaders.class)
                .register("pagesOfTest", PagesFromMemoryTest::byStatement, PagesFromMemoryTest::fromMemory);
    }

    @BeforeEach
    void given() {
        MemoryReplica.given(world, PEOPLE);
    }

    @Test
    void memoryFindsThePeopleAndTheEvidenceOfTheStatement() {
        Set<String> seen = new TreeSet<>();
        for (int seed = 0; seed < 12; seed++) {
            Random random = new Random(seed);
            users.fill(random);
            for (int number = 0; number < PEOPLE; number++) {
                String viewer = name(number);
                Snapshot snapshot = users.rankingOfAll(random);
                for (boolean counted : new boolean[] {true, false}) {
                    int from = random.nextInt(4);
                    int first = counted ? 30 : 1 + random.nextInt(5);
                    RankedPage page = new RankedPage(world.number(viewer), snapshot, from, first, counted);
                    RankedPage same = new RankedPage(world.number(viewer), snapshot, from, first, counted);
                    People expected = people.read(Set.of(same)).get(same);
                    byStatement.set(0);
                    assertThat(pages.loadTogether(Set.of(new Asked(page))))
                            .as("seed %d, viewer %s", seed, viewer)
                            .containsValue(expected);
                    assertThat(byStatement).hasValue(0);
                    for (Placed placed : expected.people()) {
                        seen.add(placed.person().evidence().reason().getClass().getSimpleName());
                        placed.person().evidence().sources().forEach(source -> seen.add(source.name()));
                    }
                }
            }
        }
        assertThat(seen)
                .contains(
                        "ContactReason",
                        "MutualFriendsReason",
                        "NewHereReason",
                        "VideoTasteReason",
                        "SharedConversationReason",
                        "CONTACTS",
                        "FRIENDS_OF_FRIENDS",
                        "NEW_HERE",
                        "VIDEO_TASTE",
                        "SHARED_CONVERSATIONS");
    }

    @Test
    void aPageWhoseRankingIsStoredCostsOneCallOfRedisAndTheFence() {
        String[] friends =
                IntStream.range(0, 30).mapToObj(number -> "f" + number).toArray(String[]::new);
        world.friends(name(0), friends);
        for (int number = 1; number < PEOPLE; number++) {
            for (int friend = 0; friend < 3; friend++) {
                world.friends(name(number), friends[(number * 3 + friend) % friends.length]);
            }
        }
        world.group(1, "Group", name(0), name(1)).says(1, name(1), "hello");
        world.knows(name(0), name(2)).knows(name(2), name(0));
        for (int video = 1; video < 4; video++) {
            world.video(video, name(5), "video").like(name(0), video).like(name(3), video);
        }
        for (String query : List.of(PAGE, UNCOUNTED)) {
            for (int time = 0; time < 3; time++) {
                memory.as(name(0)).data(query, Map.of("first", 20));
            }
            Api.Answer warm = memory.as(name(0)).header("Mutuals-Proof", "1").ask(query, Map.of("first", 20));
            assertThat(warm.json().at("/data/viewer/peopleYouMayKnow/edges"))
                    .as(warm.body())
                    .hasSize(PEOPLE - 1);
            assertThat(warm.body()).contains("SHARED_CONVERSATIONS", "VIDEO_TASTE", "CONTACTS", "FRIENDS_OF_FRIENDS");
            assertThat(warm.proof("redisCalls")).as(warm.body()).isEqualTo(1);
            assertThat(warm.proof("neo4jQueries")).as(warm.body()).isEqualTo(1);
            assertThat(warm.proof("fences")).isEqualTo(1);
            assertThat(warm.proof("fromMemory")).isGreaterThan(PEOPLE);
        }
    }

    @Test
    void theStatementReadsOnlyTheCandidatesThatMemoryCannotAnswerFor() {
        String[] many = IntStream.rangeClosed(0, MAX_FRIENDS)
                .mapToObj(number -> "f" + number)
                .toArray(String[]::new);
        world.friends(name(1), many).friends(name(0), many[0], many[1]).friends(name(2), many[0], many[1]);
        Snapshot snapshot = users.rankingOfAll(new Random(1));
        RankedPage page = new RankedPage(world.number(name(0)), snapshot, 0, 30, true);
        RankedPage same = new RankedPage(world.number(name(0)), snapshot, 0, 30, true);
        byStatement.set(0);
        assertThat(pages.loadTogether(Set.of(new Asked(page))))
                .containsValue(people.read(Set.of(same)).get(same));
        assertThat(byStatement).hasValue(1);
        assertThat(page.unknown(Map.of(), page.places()))
                .extracting(PeopleRepository.Candidacy::candidate)
                .containsExactly(world.number(name(1)));
    }

    @Test
    void pagesAreTheSameWhileAnythingThatDecidesChanges() {
        users.fill(new Random(4711));
        Random random = new Random(11);
        Map<String, String> cursors = new HashMap<>();
        Set<String> sizes = new TreeSet<>();
        for (int round = 0; round < 60; round++) {
            users.changeOne(random.nextBoolean() ? statements : memory, random);
            for (int time = 0; time < 3; time++) {
                String viewer = name(random.nextInt(PEOPLE));
                String query = random.nextBoolean() ? PAGE : UNCOUNTED;
                Map<String, Object> variables = new HashMap<>(Map.of("first", 1 + random.nextInt(6)));
                if (random.nextBoolean() && cursors.containsKey(viewer)) {
                    variables.put("after", cursors.get(viewer));
                }
                JsonNode page = compared(viewer, query, variables, "round " + round + ", as " + viewer);
                page.path("edges")
                        .valueStream()
                        .forEach(edge -> cursors.put(viewer, edge.path("cursor").asString()));
                sizes.add(String.valueOf(page.path("edges").size()));
            }
        }
        assertThat(sizes).hasSizeGreaterThan(3);
    }

    /** Asks both servers until they have cut the page from the same ranking, which the background may replace. */
    private JsonNode compared(String viewer, String query, Map<String, Object> variables, String about) {
        statements.as(viewer).ask(query, variables);
        for (int attempt = 0; ; attempt++) {
            JsonNode expected = page(statements, viewer, query, variables);
            JsonNode found = page(memory, viewer, query, variables);
            if (attempt == 5 || found.at("/snapshot/id").equals(expected.at("/snapshot/id"))) {
                assertThat(found.toPrettyString()).as(about).isEqualTo(expected.toPrettyString());
                return found;
            }
        }
    }

    private static JsonNode page(Api server, String viewer, String query, Map<String, Object> variables) {
        return server.as(viewer).data(query, variables).at("/viewer/peopleYouMayKnow");
    }

    private static Map<Asked, People> byStatement(Set<Asked> asked) {
        byStatement.addAndGet(asked.size());
        Map<Asked, People> found = new HashMap<>();
        for (Asked one : asked) {
            found.put(
                    one,
                    replica.bean(PeopleRepository.class)
                            .read(Set.of(one.page()))
                            .get(one.page()));
        }
        return found;
    }

    private static @Nullable People fromMemory(Asked asked, Lookup lookup) {
        return replica.bean(RankedPagesInMemory.class).page(asked.page(), lookup);
    }

    private record Asked(RankedPage page) {}
}
