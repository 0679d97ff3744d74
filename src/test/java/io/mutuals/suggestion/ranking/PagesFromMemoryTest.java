package io.mutuals.suggestion.ranking;

import static io.mutuals.FriendMutations.does;
import static org.assertj.core.api.Assertions.assertThat;

import io.mutuals.Api;
import io.mutuals.CountedTest;
import io.mutuals.Lane;
import io.mutuals.Replica;
import io.mutuals.TakesLong;
import io.mutuals.TestClock;
import io.mutuals.World;
import io.mutuals.loader.Loader;
import io.mutuals.loader.Loaders;
import io.mutuals.memory.Lookup;
import io.mutuals.suggestion.evidence.SuggestionSource;
import io.mutuals.suggestion.ranking.PeopleRepository.People;
import io.mutuals.suggestion.ranking.PeopleRepository.Placed;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
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

    /** Names whose order depends on how characters beyond the basic plane, and upper case, are compared. */
    private static final List<String> NAMES = List.of(
            "Zoë",
            "zoe",
            "Ådne",
            "ぎん",
            "\uD83D\uDE00 smile",
            "\uFB01ne",
            "\uFFE5en",
            "İpek",
            "ΣΑΣ",
            "Юля",
            "\uD835\uDC00da",
            "Ada",
            "ada",
            "ẞtraße");

    private static final List<String> SIGNALS = List.of(
            "suggestByMutualFriends", "suggestByVideoTaste", "suggestBySharedConversations", "findableBySearch");

    private static Replica replica;
    private static Loader<Asked, People> pages;
    private static final AtomicInteger byStatement = new AtomicInteger();

    private final Api statements;
    private final Api memory;
    private final World world;
    private final PeopleRepository people;
    private final TestClock clock;

    PagesFromMemoryTest(Api api, World world, PeopleRepository people, TestClock clock) {
        this.statements = api;
        this.memory = api.at(replica.address());
        this.world = world;
        this.people = people;
        this.clock = clock;
    }

    @BeforeAll
    static void startTheReplica() {
        replica = Replica.startIn(
                Lane.SECOND, "mutuals.memory.enabled=true", "mutuals.memory.max-friends=" + MAX_FRIENDS);
        pages = replica.bean(Loaders.class)
                .register("pagesOfTest", PagesFromMemoryTest::byStatement, PagesFromMemoryTest::fromMemory);
    }

    @AfterAll
    static void stopTheReplica() {
        replica.close();
    }

    @BeforeEach
    void given() {
        world.clear();
        IntStream.range(0, PEOPLE).forEach(number -> world.people(name(number)));
    }

    @Test
    void memoryFindsThePeopleAndTheEvidenceOfTheStatement() {
        Set<String> seen = new TreeSet<>();
        for (int seed = 0; seed < 12; seed++) {
            Random random = new Random(seed);
            givenRandomUsers(random);
            for (int number = 0; number < PEOPLE; number++) {
                String viewer = name(number);
                Snapshot snapshot = rankingOfAll(random);
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
        Snapshot snapshot = rankingOfAll(new Random(1));
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
        givenRandomUsers(new Random(4711));
        Random random = new Random(11);
        Map<String, String> cursors = new HashMap<>();
        Set<String> sizes = new TreeSet<>();
        for (int round = 0; round < 60; round++) {
            changeAtRandom(random.nextBoolean() ? statements : memory, random);
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

    private void changeAtRandom(Api server, Random random) {
        String one = name(random.nextInt(PEOPLE));
        String other = name(random.nextInt(PEOPLE));
        Map<String, Object> user = Map.of("userId", world.id(other));
        switch (random.nextInt(15)) {
            case 0, 1 -> {
                does(server.as(one), "sendFriendRequest", world.id(other));
                does(server.as(other), "acceptFriendRequest", world.id(one));
            }
            case 2 -> does(server.as(one), "sendFriendRequest", world.id(other));
            case 3 ->
                does(
                        server.as(one),
                        random.nextBoolean() ? "cancelFriendRequest" : "declineFriendRequest",
                        world.id(other));
            case 4, 5 -> does(server.as(one), "unfriend", world.id(other));
            case 6 -> does(server.as(one), random.nextBoolean() ? "blockUser" : "unblockUser", world.id(other));
            case 7 -> mutate(server, one, "dismissSuggestion", user);
            case 8 -> mutate(server, one, "undoDismissSuggestion", user);
            case 9 ->
                mutate(
                        server,
                        one,
                        "updatePrivacySettings",
                        Map.of(SIGNALS.get(random.nextInt(SIGNALS.size())), random.nextBoolean()));
            case 10 ->
                mutate(
                        server,
                        one,
                        "updatePrivacySettings",
                        Map.of("friendListVisibleTo", random.nextBoolean() ? "ONLY_ME" : "EVERYONE"));
            case 11 -> world.aged(one, List.of(14, 17, 25).get(random.nextInt(3)));
            case 12 -> world.knows(one, other).knows(other, one);
            case 13 -> {
                Map<String, Object> group = Map.of("conversationId", World.id("cnv", 1 + random.nextInt(8)));
                mutate(server, one, "leaveConversation", group);
            }
            default ->
                mutate(server, one, "updateProfile", Map.of("displayName", NAMES.get(random.nextInt(NAMES.size()))));
        }
    }

    private static void mutate(Api server, String viewer, String mutation, Map<String, Object> input) {
        String type = Character.toUpperCase(mutation.charAt(0)) + mutation.substring(1) + "Input!";
        server.as(viewer)
                .data(
                        "mutation ($in: %s) { %s(input: $in) { userErrors { code } } }".formatted(type, mutation),
                        Map.of("in", input));
    }

    private void givenRandomUsers(Random random) {
        world.clear();
        for (int number = 0; number < PEOPLE; number++) {
            String handle = name(number);
            world.named(handle, NAMES.get(random.nextInt(NAMES.size())));
            if (random.nextInt(3) > 0) {
                world.aged(handle, List.of(13, 17, 17, 30).get(random.nextInt(4)));
            }
            world.set(handle, "region", List.of("DE", "FR").get(random.nextInt(2)));
            for (String setting : SIGNALS) {
                world.set(handle, setting, random.nextInt(4) > 0);
            }
            if (random.nextInt(3) == 0) {
                world.set(handle, "friendListVisibleTo", random.nextBoolean() ? "ONLY_ME" : "FRIENDS");
            }
            world.video(100 + number, handle, "video " + number);
        }
        world.friends("hub", "h1", "h2", "h3", "h4", "h5", "h6", "h7", "h8");
        for (int group = 1; group <= 8; group++) {
            givenRandomGroup(group, random);
        }
        for (int number = 0; number < PEOPLE; number++) {
            if (random.nextInt(3) == 0) {
                world.friends(name(number), "hub");
            }
        }
        for (int edge = 0; edge < 4 * PEOPLE; edge++) {
            String one = name(random.nextInt(PEOPLE));
            String other = name(random.nextInt(PEOPLE));
            tie(one, other, random);
        }
    }

    private void givenRandomGroup(long group, Random random) {
        Set<String> members = new TreeSet<>(Set.of("stranger"));
        int size = 2 + random.nextInt(4);
        while (members.size() <= size) {
            members.add(name(random.nextInt(PEOPLE)));
        }
        world.group(group, "Group " + group, members.toArray(String[]::new));
        for (String member : members) {
            if (random.nextInt(6) == 0) {
                world.state(member, group, random.nextBoolean() ? "REQUEST" : "DECLINED");
            } else if (random.nextBoolean()) {
                world.says(group, member, "hello from " + member);
            }
        }
        if (group == 8) {
            IntStream.range(0, 60).forEach(number -> world.joins("crowd" + number, group));
        }
    }

    private void tie(String one, String other, Random random) {
        if (one.equals(other)) {
            return;
        }
        switch (random.nextInt(14)) {
            case 0, 1, 2, 3 -> world.friends(one, other);
            case 4 -> world.request(one, other, "hello");
            case 5 -> world.block(one, other);
            case 6 -> world.dismiss(one, other);
            case 7 -> {
                world.dismiss(one, other);
                Duration left = random.nextBoolean() ? Duration.ofDays(1) : Duration.ofDays(-1);
                world.run(
                        "MATCH (:User {id: $a})-[r:DISMISSED]->(:User {id: $b}) SET r.until = datetime($until)",
                        Map.of(
                                "a", world.number(one),
                                "b", world.number(other),
                                "until", clock.instant().plus(left).toString()));
            }
            case 8 ->
                world.run(
                        "MATCH (a:User {id: $a}), (b:User {id: $b}) WHERE NOT EXISTS { (a)-[:FRIENDS_WITH]-(b) } MERGE (a)-[:WAS_FRIENDS_WITH]->(b)",
                        Map.of(
                                "a", Math.min(world.number(one), world.number(other)),
                                "b", Math.max(world.number(one), world.number(other))));
            case 9, 10 -> world.knows(one, other).knows(other, one);
            case 11 -> world.knows(one, other);
            default -> {
                int video = 100 + random.nextInt(4);
                world.like(one, video).like(other, video).like(one, video + 1).like(other, video + 1);
            }
        }
    }

    private Snapshot rankingOfAll(Random random) {
        List<Snapshot.Place> places = new ArrayList<>();
        for (int number = 0; number < PEOPLE; number++) {
            Set<SuggestionSource> sources = EnumSet.of(SuggestionSource.FRIENDS_OF_FRIENDS);
            for (SuggestionSource source : SuggestionSource.values()) {
                if (random.nextInt(3) > 0) {
                    sources.add(source);
                }
            }
            places.add(new Snapshot.Place(world.number(name(number)), 1, sources));
        }
        places.add(new Snapshot.Place(987_654, 1, Set.of(SuggestionSource.FRIENDS_OF_FRIENDS)));
        Collections.shuffle(places, random);
        return new Snapshot(1, "people-you-may-know", "any", World.NOON, places, RankingComposition.NONE);
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

    private static String name(int number) {
        return "p" + number;
    }

    private record Asked(RankedPage page) {}
}
