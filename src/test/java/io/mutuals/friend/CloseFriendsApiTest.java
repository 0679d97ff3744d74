package io.mutuals.friend;

import static io.mutuals.FriendMutations.code;
import static org.assertj.core.api.Assertions.assertThat;

import io.mutuals.Api;
import io.mutuals.ConcurrentCalls;
import io.mutuals.FriendMutations;
import io.mutuals.Mutations;
import io.mutuals.OwnLimitsTest;
import io.mutuals.SchemaWalk;
import io.mutuals.World;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.graphql.execution.GraphQlSource;
import tools.jackson.databind.JsonNode;

/** Lists of close friends, through the API. */
@OwnLimitsTest
class CloseFriendsApiTest {

    /** Cursors and tokens that are encrypted anew for each reading. */
    private static final Pattern ENCRYPTED = Pattern.compile("\"[\\w-]{60,}\"");

    private final Api api;
    private final World world;
    private final GraphQlSource source;

    CloseFriendsApiTest(Api api, World world, GraphQlSource source) {
        this.api = api;
        this.world = world;
        this.source = source;
    }

    @BeforeEach
    void given() {
        world.clear();
        world.friends("ada", "ben", "cleo", "dario").people("eli");
    }

    @Test
    void closeFriendsAreListedByTheLatestAdditionAndPaged() {
        for (String friend : List.of("ben", "dario", "cleo")) {
            assertThat(change("ada", "addCloseFriend", friend)
                            .at("/relationship/isCloseFriend")
                            .asBoolean())
                    .isTrue();
        }
        assertThat(code(change("ada", "addCloseFriend", "ben"))).isEmpty();
        List<String> all = new ArrayList<>();
        String after = null;
        for (int page = 0; page < 3; page++) {
            JsonNode one = page("ada", 1, after);
            assertThat(one.path("totalCount").asInt()).isEqualTo(3);
            all.addAll(handles(one));
            after = one.at("/pageInfo/endCursor").asString();
        }
        assertThat(all).as("adding again moves nothing").containsExactly("cleo", "dario", "ben");
        assertThat(change("ada", "removeCloseFriend", "dario")
                        .at("/relationship/isCloseFriend")
                        .asBoolean())
                .isFalse();
        assertThat(code(change("ada", "removeCloseFriend", "dario"))).isEmpty();
        assertThat(handles(page("ada", 9, null))).containsExactly("cleo", "ben");
    }

    @Test
    void onlyFriendsCanBeCloseFriends() {
        assertThat(code(change("ada", "addCloseFriend", "eli"))).isEqualTo("NOT_FRIENDS");
        assertThat(code(change("ada", "addCloseFriend", "ada"))).isEqualTo("NOT_FRIENDS");
        world.block("ben", "ada");
        String query = "mutation { %s(input: {userId: \"%s\"}) { user { id } relationship { id } "
                + "userErrors { code field message } } }";
        for (String mutation : List.of("addCloseFriend", "removeCloseFriend")) {
            assertThat(api.as("ada")
                            .ask(query.formatted(mutation, world.id("ben")))
                            .json()
                            .path("data")
                            .toString())
                    .isEqualTo(api.as("ada")
                            .ask(query.formatted(mutation, World.id("usr", 987_654)))
                            .json()
                            .path("data")
                            .toString())
                    .contains("NOT_FOUND");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"ada unfriend ben", "ben unfriend ada", "ada blockUser ben", "ben blockUser ada"})
    void whatEndsAFriendshipEndsItForBothLists(String change) {
        change("ada", "addCloseFriend", "ben");
        change("ben", "addCloseFriend", "ada");
        String[] words = change.split(" ");
        FriendMutations.does(api.as(words[0]), words[1], world.id(words[2]));
        assertThat(world.values("MATCH ()-[close:CLOSE_FRIEND]->() RETURN close.at"))
                .isEmpty();
        assertThat(page("ada", 9, null).path("totalCount").asInt()).isZero();
        if (words[1].equals("unfriend")) {
            FriendMutations.does(api.as("ada"), "sendFriendRequest", world.id("ben"));
            FriendMutations.does(api.as("ben"), "acceptFriendRequest", world.id("ada"));
            assertThat(handles(page("ada", 9, null)))
                    .as("a new friendship begins without it")
                    .isEmpty();
        }
    }

    @Test
    void nothingThatAFriendMayReadTellsThatTheyWereAdded() {
        SchemaWalk walk = new SchemaWalk(source.schema(), Set.of("SuggestionConnection.snapshot"));
        world.video(1, "ada", "clip").like("ben", 1).group(100, "All", "ada", "ben", "cleo");
        String everything = "query ($ada: ID!) { viewer " + walk.below("Viewer", 4) + " user(by: {id: $ada}) "
                + walk.below("User", 4) + " }";
        Map<String, Object> ada = Map.of("ada", world.id("ada"));
        Map<String, String> before = Map.of("ben", read("ben", everything), "cleo", read("cleo", everything));
        String cursor =
                api.as("ben").data("{ sync { cursor } }").at("/sync/cursor").asString();
        assertThat(code(change("ada", "addCloseFriend", "ben"))).isEmpty();
        before.forEach((reader, answer) -> assertThat(read(reader, everything))
                .as("what %s reads", reader)
                .isEqualTo(answer)
                .contains("\"clip\""));
        assertThat(api.as("ben")
                        .data("query ($ada: ID!) { user(by: {id: $ada}) { relationship { isCloseFriend } } }", ada)
                        .at("/user/relationship/isCloseFriend")
                        .asBoolean(true))
                .isFalse();
        assertThat(api.as("ben")
                        .data("{ sync(after: \"%s\", limit: 9) { events { __typename at } } }".formatted(cursor))
                        .toString())
                .as("what is told to ben")
                .contains("\"events\":[]");
        assertThat(world.values("MATCH (change:Change) WHERE any(fact IN change.about WHERE fact CONTAINS 'lose') "
                        + "RETURN change.about"))
                .as("the log names the owner of the list, and no one on it")
                .containsExactly(List.of("closeFriends " + world.number("ada")));
    }

    private String read(String reader, String everything) {
        String answer =
                api.as(reader).ask(everything, Map.of("ada", world.id("ada"))).timeless();
        return ENCRYPTED.matcher(answer).replaceAll("");
    }

    @Test
    void aFriendshipThatEndsMeanwhileLeavesNoCloseFriend() throws Exception {
        for (int round = 0; round < 5; round++) {
            world.friends("ada", "ben");
            ConcurrentCalls.call(
                    6,
                    call -> call % 2 == 0
                            ? change("ada", "addCloseFriend", "ben")
                            : FriendMutations.does(api.as("ben"), "unfriend", world.id("ada")));
            assertThat(world.values("MATCH (a:User)-[:CLOSE_FRIEND]->(b:User) WHERE NOT (a)-[:FRIENDS_WITH]-(b) "
                            + "RETURN b.handle"))
                    .isEmpty();
        }
    }

    private JsonNode change(String viewer, String mutation, String user) {
        return Mutations.does(
                api.as(viewer),
                mutation,
                Map.of("userId", world.id(user)),
                "user { handle } relationship { isCloseFriend }");
    }

    private JsonNode page(String viewer, int first, @Nullable String after) {
        return api.as(viewer)
                .data(
                        "query ($after: String) { viewer { closeFriends(first: %d, after: $after) { totalCount "
                                        .formatted(first)
                                + "nodes { handle } pageInfo { hasNextPage endCursor } } } }",
                        after == null ? Map.of() : Map.of("after", after))
                .at("/viewer/closeFriends");
    }

    private static List<String> handles(JsonNode page) {
        List<String> handles = new ArrayList<>();
        page.path("nodes").forEach(node -> handles.add(node.path("handle").asString()));
        return handles;
    }
}
