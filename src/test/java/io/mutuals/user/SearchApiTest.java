package io.mutuals.user;

import static org.assertj.core.api.Assertions.assertThat;

import io.mutuals.Api;
import io.mutuals.MutualsTest;
import io.mutuals.World;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Finding people by handle and name. */
@MutualsTest
class SearchApiTest {

    private final Api api;
    private final World world;

    SearchApiTest(Api api, World world) {
        this.api = api;
        this.world = world;
    }

    @BeforeEach
    void given() {
        world.clear();
        world.friends("ada", "ben").friends("ben", "cleo").people("dora", "eli", "finn");
        named("ada", "Ada Okafor");
        named("ben", "Zoë Ångström");
        named("cleo", "Zoe Marchetti");
        named("dora", "Zoé Almeida");
        named("eli", "Jean-Luc O'Brien");
        named("finn", "山田 太郎");
    }

    @Test
    void friendsComeFirstThenFriendsOfFriendsThenEverybodyElse() {
        assertThat(find("ada", "zoe")).containsExactly("ben", "cleo", "dora");
        assertThat(find("eli", "zoe")).containsExactly("cleo", "dora", "ben");
        world.people("zoe");
        assertThat(find("ada", "zoe")).as("whose handle it is").startsWith("zoe");
        assertThat(find("ada", "@ZOE")).startsWith("zoe");
    }

    @Test
    void accentsAndBeginningsOfWordsAreEnough() {
        assertThat(find("ada", "ZOË")).containsExactly("ben", "cleo", "dora");
        assertThat(find("ada", "ang")).containsExactly("ben");
        assertThat(find("ada", "Ång")).containsExactly("ben");
        assertThat(find("ada", "zo al")).containsExactly("dora");
        assertThat(find("ada", "al zo")).containsExactly("dora");
        assertThat(find("ada", "jean-l")).containsExactly("eli");
        assertThat(find("ada", "o'br")).containsExactly("eli");
        assertThat(find("ada", "山田")).containsExactly("finn");
        assertThat(find("ada", "oka")).containsExactly("ada");
        assertThat(find("ada", "cl")).containsExactly("cleo");
        assertThat(find("ada", "nobody at all")).isEmpty();
    }

    @Test
    void nothingThatIsTypedIsAnOperator() {
        for (String odd : List.of(
                "*", "zoe*", "a:b", "zoe OR ada", "+-&&||!(){}[]^\"~?\\/", "displayName:", "handle:ada", "((", "AND")) {
            assertThat(api.as("ada").ask(QUERY, Map.of("q", odd)).code())
                    .as(odd)
                    .isEmpty();
        }
        assertThat(find("ada", "zoe OR ada")).isEmpty();
        assertThat(api.as("ada").ask(QUERY, Map.of("q", " ")).code()).isEqualTo("INVALID_ARGUMENT");
        assertThat(api.as("ada").ask(QUERY, Map.of("q", "x".repeat(101))).code())
                .isEqualTo("INVALID_ARGUMENT");
    }

    @Test
    void blocksSettingsAndAgeAreRespected() {
        api.as("dora")
                .data("mutation { updatePrivacySettings(input: {findableBySearch: false}) { userErrors { code } } }");
        assertThat(find("ada", "zoe")).containsExactly("ben", "cleo");
        assertThat(find("dora", "zoe")).as("oneself").contains("dora");
        world.friends("dora", "eli");
        assertThat(find("eli", "zoe")).as("a friend").contains("dora");
        world.aged("cleo", 14);
        assertThat(find("ada", "zoe")).containsExactly("ben");
        world.block("ben", "ada");
        assertThat(find("ada", "zoe")).isEmpty();
        assertThat(find("ben", "okafor")).isEmpty();
    }

    @Test
    void aNewNameIsFoundAtOnce() {
        api.as("dora")
                .data("mutation { updateProfile(input: {displayName: \"Quentin Quill\"}) { userErrors { code } } }");
        assertThat(find("ada", "quill")).containsExactly("dora");
        assertThat(find("ada", "almeida")).isEmpty();
    }

    @Test
    void pagesNeitherRepeatNorSkip() {
        String[] people = IntStream.range(0, 25).mapToObj(i -> "person" + i).toArray(String[]::new);
        world.people(people).friends("ada", "person7", "person21");
        List<String> all = new ArrayList<>();
        String after = null;
        for (int page = 0; page < 6; page++) {
            JsonNode found = api.as("ada")
                    .data(
                            "query ($after: String) { searchUsers(query: \"person\", first: 6, after: $after) "
                                    + "{ totalCount nodes { handle } pageInfo { hasNextPage endCursor } } }",
                            after == null ? Map.of() : Map.of("after", after))
                    .path("searchUsers");
            assertThat(found.path("totalCount").asInt()).isEqualTo(25);
            found.path("nodes").forEach(node -> all.add(node.path("handle").asString()));
            after = found.at("/pageInfo/endCursor").asString();
            if (!found.at("/pageInfo/hasNextPage").asBoolean()) {
                break;
            }
        }
        assertThat(all).hasSize(25).doesNotHaveDuplicates().startsWith("person21", "person7");
    }

    private static final String QUERY =
            "query ($q: String!) { searchUsers(query: $q, first: 20) { nodes { handle } } }";

    private List<String> find(String viewer, String query) {
        return api.as(viewer)
                .data(QUERY, Map.of("q", query))
                .at("/searchUsers/nodes")
                .valueStream()
                .map(node -> node.path("handle").asString())
                .toList();
    }

    private void named(String handle, String name) {
        world.run("MATCH (u:User {id: $u}) SET u.displayName = $name", Map.of("u", world.number(handle), "name", name));
    }
}
