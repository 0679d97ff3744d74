package io.mutuals.suggestion.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import io.mutuals.Api;
import io.mutuals.LocalTokens;
import io.mutuals.OwnLimitsTest;
import io.mutuals.TakesLong;
import io.mutuals.TestClock;
import io.mutuals.World;
import io.mutuals.suggestion.evidence.SuggestionSource;
import io.mutuals.suggestion.source.Candidate;
import io.mutuals.suggestion.source.CandidateSearch;
import io.mutuals.suggestion.source.CandidateSearch.SearchResult;
import io.mutuals.suggestion.source.SourcesInMemory;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Sources find the same candidates in memory as in Neo4j while the data changes. */
@OwnLimitsTest
@TakesLong
class CommonGroundTest {

    private static final Set<SuggestionSource> ASKED =
            Set.of(SuggestionSource.SHARED_CONVERSATIONS, SuggestionSource.VIDEO_TASTE, SuggestionSource.CONTACTS);
    private static final int LIMIT = 5;

    private final CandidateSearch search;
    private final SourcesInMemory memory;
    private final CommonGround ground;
    private final PeopleInMemory people;
    private final FriendGraphs graphs;
    private final FriendGraphLoading loading;
    private final TestClock clock;
    private final MeterRegistry metrics;
    private final World world;
    private final Api api;

    CommonGroundTest(
            CandidateSearch search,
            SourcesInMemory memory,
            CommonGround ground,
            PeopleInMemory people,
            FriendGraphs graphs,
            FriendGraphLoading loading,
            TestClock clock,
            MeterRegistry metrics,
            World world,
            Api api) {
        this.search = search;
        this.memory = memory;
        this.ground = ground;
        this.people = people;
        this.graphs = graphs;
        this.loading = loading;
        this.clock = clock;
        this.metrics = metrics;
        this.world = world;
        this.api = api;
    }

    @BeforeEach
    void given() {
        world.clear();
        graphs.close();
    }

    @AfterEach
    void close() {
        graphs.close();
    }

    @Test
    void candidatesFoundInNeo4jAreFoundInMemory() {
        Random random = new Random(4);
        String[] all = IntStream.range(0, 40).mapToObj(i -> "p" + i).toArray(String[]::new);
        world.people(all);
        for (long video = 1; video <= 30; video++) {
            world.video(video, any(random, all), "video");
        }
        for (long group = 1; group <= 40; group++) {
            world.group(
                    group,
                    "group",
                    Stream.generate(() -> any(random, all))
                            .limit(1 + random.nextInt(5))
                            .distinct()
                            .toArray(String[]::new));
        }
        for (String person : all) {
            IntStream.range(0, random.nextInt(9)).forEach(i -> world.like(person, 1 + random.nextInt(30)));
            IntStream.range(0, 4).forEach(i -> world.knows(person, any(random, all)));
            world.friends(person, otherThan(person, random, all));
            happens(random, person, otherThan(person, random, all));
        }
        for (long group = 1; group <= 40; group += 3) {
            world.says(group, any(random, all), "hello");
        }
        load();
        List<Long> numbers = Stream.of(all).map(world::number).toList();
        int found = numbers.stream().mapToInt(this::sameEitherWay).sum();
        assertThat(found).isGreaterThan(100);
        for (SuggestionSource source : ASKED) {
            assertThat(numbers)
                    .as("found by %s", source)
                    .anySatisfy(
                            viewer -> assertThat(inNeo4j(viewer).get(source)).hasSizeGreaterThan(1));
        }
    }

    @Test
    void changesToGroupsReachTheMemoryShortlyAfterwards() {
        world.friends("ada", "ben", "cleo", "dora", "eli").people("finn");
        load();
        String group = api.as("ada")
                .data(
                        "mutation ($input: CreateGroupInput!) { createGroup(input: $input) { "
                                + "conversation { id } userErrors { code } } }",
                        Map.of(
                                "input",
                                Map.of(
                                        "title",
                                        "Four",
                                        "userIds",
                                        List.of(world.id("ben"), world.id("cleo"), world.id("finn")))))
                .at("/createGroup/conversation/id")
                .asString();
        assertSoonFound("ben", "cleo");
        does("finn", "acceptMessageRequest", Map.of("conversationId", group));
        assertSoonFound("ben", "cleo", "finn");
        does("ada", "addParticipants", Map.of("conversationId", group, "userIds", List.of(world.id("dora"))));
        // Five are too many.
        assertSoonFound("ben");
        does("ada", "removeParticipant", Map.of("conversationId", group, "userId", world.id("cleo")));
        assertSoonFound("ben", "dora", "finn");
        does("finn", "leaveConversation", Map.of("conversationId", group));
        assertSoonFound("ben", "dora");
    }

    @Test
    void syncedAndDeletedContactsReachTheMemoryShortlyAfterwards() {
        world.people("ada", "ben", "cleo");
        load();
        sync("ben", "ada");
        sync("ada", "ben");
        sync("ben", "ada");
        assertSoonFound("ada", "ben");
        assertSoonFound("ben", "ada");
        does("ben", "deleteContacts", Map.of());
        assertSoonFound("ada");
        assertSoonFound("ben");
    }

    @Test
    void likesAreFoundAfterTheGapThatTheyLeaveInTheChangeLog() {
        world.people("ada", "ben");
        load();
        world.video(1, "cleo", "one").video(2, "cleo", "two");
        for (String person : List.of("ada", "ben")) {
            world.like(person, 1).like(person, 2);
        }
        assertSoonFound("ada", "ben");
        // A viewer who may not see the author does not share the video.
        world.block("cleo", "ada");
        sameEitherWay(world.number("ada"));
        assertThat(inNeo4j(world.number("ada")).get(SuggestionSource.VIDEO_TASTE))
                .isEmpty();
    }

    @Test
    void likesThroughTheApiReachTheMemoryShortlyAfterwards() {
        String[] others = {"ben", "dora", "eli", "finn", "gus", "hal"};
        world.people("ada").people(others);
        for (long video = 1; video <= 7; video++) {
            world.video(video, "cleo", "video " + video);
        }
        load();
        like("ada", 1, 2);
        like("ben", 1, 2);
        assertSettlesOn("ada", "ben");
        assertSettlesOn("ben", "ada");
        does("ben", "unlikeVideo", video(2));
        assertSettlesOn("ada");
        like("ben", 2);
        assertSettlesOn("ada", "ben");

        for (String other : List.of("dora", "eli", "finn", "gus")) {
            like(other, 1);
        }
        assertSettlesOn("ada", "ben");
        like("hal", 1); // seven like it, so it is not rare any more
        assertSettlesOn("ada");
        assertSettlesOn("ben");
        does("gus", "unlikeVideo", video(1));
        assertSettlesOn("ada", "ben");

        like("ada", 3, 4, 5, 6); // only the latest five count
        assertSettlesOn("ada");
        assertSettlesOn("ben", "ada");
        does("ada", "unlikeVideo", video(6));
        assertSettlesOn("ada", "ben");
    }

    @Test
    void audiencesHiddenLikesAndDeletionsReachTheMemoryShortlyAfterwards() {
        world.people("ada", "ben").video(1, "cleo", "one").video(2, "cleo", "two");
        load();
        like("ada", 1, 2);
        like("ben", 1, 2);
        assertSettlesOn("ada", "ben");
        for (Map<String, Object> narrower :
                List.<Map<String, Object>>of(Map.of("audience", "FRIENDS"), Map.of("likesHidden", true))) {
            changeVideo(narrower);
            assertSettlesOn("ada");
            changeVideo(Map.of("audience", "PUBLIC", "likesHidden", false));
            assertSettlesOn("ada", "ben");
        }
        does("cleo", "deleteVideo", video(2));
        assertSettlesOn("ada");
        assertSettlesOn("ben");
    }

    private void changeVideo(Map<String, Object> changes) {
        Map<String, Object> input = new HashMap<>(changes);
        input.putAll(video(1));
        does("cleo", "updateVideo", input);
    }

    /** Like {@link #assertSoonFound}, of a change that may leave the found users as they are. */
    private void assertSettlesOn(String viewer, String... others) {
        await().untilAsserted(() -> {
            sameEitherWay(world.number(viewer));
            assertThat(handles(viewer)).containsExactlyInAnyOrder(others);
        });
    }

    private void like(String handle, long... videos) {
        for (long video : videos) {
            clock.pass(Duration.ofSeconds(1));
            does(handle, "likeVideo", video(video));
        }
    }

    private static Map<String, Object> video(long number) {
        return Map.of("videoId", World.id("vid", number));
    }

    @Test
    void newUsersAreSearchedInNeo4j() {
        world.friends("ada", "ben", "cleo", "dora", "eli").friends("ada", "finn");
        world.friends("gus", "ben");
        load();
        Set<SuggestionSource> all = Set.of(SuggestionSource.values());
        assertThat(memory.forViewer(world.number("ada"), all, clock.instant())).isNotNull();
        assertThat(memory.forViewer(world.number("gus"), all, clock.instant())).isNull();
        assertThat(memory.forViewer(world.number("gus"), ASKED, clock.instant()))
                .isNotNull();

        double before = searchedIn("memory");
        double beforeInNeo4j = searchedIn("neo4j");
        for (String viewer : List.of("ada", "gus")) {
            api.as(viewer).data("{ viewer { peopleYouMayKnow(first: 3) { nodes { user { handle } } } } }");
        }
        assertThat(metrics.get("mutuals.suggestion.ground.ready").gauge().value())
                .isEqualTo(1);
        assertThat(searchedIn("memory") - before).isEqualTo(1);
        assertThat(searchedIn("neo4j") - beforeInNeo4j).isEqualTo(1);
    }

    private double searchedIn(String where) {
        return metrics.get("mutuals.suggestion.searched")
                .tag("by", where)
                .counter()
                .count();
    }

    private void load() {
        loading.load();
        await().until(() -> people.isLoaded() && ground.isLoaded());
    }

    /** Returns how many candidates were found. */
    private int sameEitherWay(long viewer) {
        Map<SuggestionSource, List<Candidate>> expected = inNeo4j(viewer);
        assertThat(inMemory(viewer)).as("of %s", world.handle(viewer)).isEqualTo(expected);
        return expected.values().stream().mapToInt(List::size).sum();
    }

    private Map<SuggestionSource, List<Candidate>> inNeo4j(long viewer) {
        return found(viewer, ASKED).candidates();
    }

    private SearchResult found(long viewer, Set<SuggestionSource> sources) {
        return search.find(sources, Set.of(viewer), LIMIT).get(viewer);
    }

    private Map<SuggestionSource, List<Candidate>> inMemory(long viewer) {
        SourcesInMemory.ViewerSources known = memory.forViewer(viewer, ASKED, clock.instant());
        assertThat(known).isNotNull();
        SearchResult around = found(viewer, Set.of());
        return known.candidates(around.aside(), around.hidden(), LIMIT);
    }

    /**
     * Asserts that exactly these users are found for the viewer: in Neo4j at once, and in memory shortly afterwards.
     */
    private void assertSoonFound(String viewer, String... others) {
        await().untilAsserted(() -> assertThat(handles(viewer)).containsExactlyInAnyOrder(others));
        sameEitherWay(world.number(viewer));
    }

    private List<String> handles(String viewer) {
        return inMemory(world.number(viewer)).values().stream()
                .flatMap(List::stream)
                .map(candidate -> world.handle(candidate.person()))
                .distinct()
                .toList();
    }

    private void happens(Random random, String person, String other) {
        switch (random.nextInt(8)) {
            case 0 -> world.aged(person, 17);
            case 1 -> world.set(person, "suggestBySharedConversations", false);
            case 2 -> world.set(person, "suggestByVideoTaste", false);
            case 3 -> world.block(person, other);
            case 4 -> world.request(person, other, "hello");
            case 5 -> world.dismiss(person, other);
            case 6 -> world.state(person, 1 + random.nextInt(40), "REQUEST");
            default -> {}
        }
    }

    private static String any(Random random, String... all) {
        return all[random.nextInt(all.length)];
    }

    private static String otherThan(String person, Random random, String... all) {
        String other = any(random, all);
        return other.equals(person) ? otherThan(person, random, all) : other;
    }

    private void sync(String handle, String contact) {
        String salt = api.as(handle)
                .data("{ viewer { contactSync { salt } } }")
                .at("/viewer/contactSync/salt")
                .asString();
        String hash = sha256(salt + ":mailto:" + LocalTokens.email(world.id(contact)));
        does(handle, "syncContacts", Map.of("hashes", List.of(hash)));
    }

    private void does(String handle, String mutation, Map<String, Object> input) {
        String type = Character.toUpperCase(mutation.charAt(0)) + mutation.substring(1) + "Input!";
        JsonNode payload = api.as(handle)
                .data(
                        "mutation ($input: %s) { %s(input: $input) { userErrors { code } } }".formatted(type, mutation),
                        Map.of("input", input))
                .path(mutation);
        assertThat(payload.path("userErrors")).as(mutation).isEmpty();
    }

    private static String sha256(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
