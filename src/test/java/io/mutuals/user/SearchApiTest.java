package io.mutuals.user;

import static org.assertj.core.api.Assertions.assertThat;

import io.mutuals.Api;
import io.mutuals.MutualsTest;
import io.mutuals.World;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.neo4j.driver.Driver;
import org.neo4j.driver.Session;
import tools.jackson.databind.JsonNode;

/** Searches users by handle and name. */
@MutualsTest
class SearchApiTest {

    private final Api api;
    private final World world;
    private final Driver driver;

    SearchApiTest(Api api, World world, Driver driver) {
        this.driver = driver;
        this.api = api;
        this.world = world;
    }

    @BeforeEach
    void given() {
        world.clear();
        world.friends("ada", "ben").friends("ben", "cleo").people("dora", "eli", "finn");
        world.named("ada", "Ada Okafor");
        world.named("ben", "Zoë Ångström");
        world.named("cleo", "Zoe Marchetti");
        world.named("dora", "Zoé Almeida");
        world.named("eli", "Jean-Luc O'Brien");
        world.named("finn", "山田 太郎");
    }

    @Test
    void friendsComeFirstThenFriendsOfFriendsThenAllOthers() {
        assertThat(find("ada", "zoe")).containsExactly("ben", "cleo", "dora");
        assertThat(find("eli", "zoe")).containsExactly("cleo", "dora", "ben");
        world.people("zoe");
        assertThat(find("ada", "zoe")).as("the exact handle").startsWith("zoe");
        assertThat(find("ada", "@ZOE")).startsWith("zoe");
    }

    @Test
    void prefixesOfWordsMatchWithOrWithoutAccents() {
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
        assertThat(find("ada", "quite unknown")).isEmpty();
    }

    @Test
    void everyWordOfTheQueryMustBeginAWordOfTheName() {
        world.people("will", "an", "soren", "orjan", "the", "lukasz", "thea");
        world.named("will", "Will Smith");
        world.named("an", "An Nguyễn");
        world.named("soren", "Søren Weiß");
        world.named("orjan", "Ørjan Æsop");
        world.named("the", "The Not-So Was");
        world.named("lukasz", "Łukasz Đặng");
        world.named("thea", "Thea D’Angelo");
        world.run("MATCH (u:User) WHERE u.id > 6 SET u.handle = 'h_' + u.id", Map.of());
        Map<String, String> found = Map.ofEntries(
                Map.entry("will", "Will Smith"),
                Map.entry("will smith", "Will Smith"),
                Map.entry("SMI wil", "Will Smith"),
                Map.entry("an nguyen", "An Nguyễn"),
                Map.entry("an", "An Nguyễn"),
                Map.entry("nguyễn", "An Nguyễn"),
                Map.entry("sør", "Søren Weiß"),
                Map.entry("sor", "Søren Weiß"),
                Map.entry("weiss", "Søren Weiß"),
                Map.entry("WEISS", "Søren Weiß"),
                Map.entry("weiß", "Søren Weiß"),
                Map.entry("ørj", "Ørjan Æsop"),
                Map.entry("orj", "Ørjan Æsop"),
                Map.entry("aesop", "Ørjan Æsop"),
                Map.entry("the was", "The Not-So Was"),
                Map.entry("not", "The Not-So Was"),
                Map.entry("lukasz dang", "Łukasz Đặng"),
                Map.entry("łuk đặ", "Łukasz Đặng"),
                Map.entry("dangelo", "Thea D’Angelo"),
                Map.entry("d'ang", "Thea D’Angelo"),
                Map.entry("angelo", "Thea D’Angelo"),
                Map.entry("太郎", "山田 太郎"));
        found.forEach((query, name) -> assertThat(names("eli", query)).as(query).contains(name));
        assertThat(names("eli", "mith")).isEmpty();
        assertThat(names("eli", "will jones")).isEmpty();
        assertThat(names("eli", "田山")).as("characters in another order").isEmpty();
        world.friends("eli", "will", "soren", "finn");
        for (String query : List.of("smith will", "sor weiss", "太郎")) {
            assertThat(names("eli", query)).as("a friend, by %s", query).hasSize(1);
        }
    }

    @Test
    void composedAndDecomposedNamesFindEachOther() {
        String composed = "Zoë Ångström";
        String decomposed = Normalizer.normalize(composed, Normalizer.Form.NFD);
        api.as("dora")
                .data(
                        "mutation ($name: String!) { updateProfile(input: {displayName: $name, "
                                + "bio: $name}) { userErrors { code } } }",
                        Map.of("name", decomposed));

        assertThat(world.values("MATCH (u:User {handle: 'dora'}) RETURN [u.displayName, u.bio]"))
                .as("stored")
                .containsExactly(List.of(composed, composed));
        assertThat(find("eli", composed)).containsExactlyInAnyOrder("ben", "dora");
        assertThat(find("eli", decomposed)).containsExactlyInAnyOrder("ben", "dora");
    }

    @Test
    void theUserWithExactlyThisHandleComesFirstWhateverTheNumberOfMatches() {
        world.people("ann");
        world.named("ann", "Zoe Falk");
        world.run("""
                UNWIND range(1, 1500) AS number
                CREATE (:User {id: 10000 + number, handle: 'ann' + number, displayName: 'Ann',
                  foldedName: 'ann ann ann',
                  createdAt: datetime()})
                """, Map.of());
        for (String query : List.of("ann", "@Ann", " ANN ")) {
            assertThat(find("eli", query)).as(query).hasSize(20).startsWith("ann");
        }
        world.block("ann", "eli");
        assertThat(find("eli", "ann")).hasSize(20).doesNotContain("ann");
        world.set("ann", "findableBySearch", false);
        assertThat(find("ada", "ann")).hasSize(20).doesNotContain("ann");
    }

    @Test
    void theIndexAndTheRuleForFriendsFindTheSame() {
        Random random = new Random(1);
        String signs = "aeioußøæłđéñüabzAZ09'’-. 山田あカム김Яй‍ัสม";
        world.clear();
        world.people("viewer");
        List<String> names = new ArrayList<>();
        for (int person = 0; person < 300; person++) {
            String name = random.ints(1 + random.nextInt(10), 0, signs.length())
                    .mapToObj(at -> signs.substring(at, at + 1))
                    .collect(Collectors.joining());
            names.add(name);
            world.named("p" + person, name);
        }
        world.run("MATCH (u:User) WHERE u.id > 1 SET u.handle = '_' + u.id", Map.of());
        for (String name : names.subList(0, 60)) {
            SearchQuery query = SearchQuery.of(name.isBlank() ? "a" : name.substring(0, 1 + name.length() / 2));
            List<String> wanted = names.stream()
                    .filter(one -> !query.terms().isEmpty()
                            && query.terms().stream()
                                    .allMatch(term -> (" " + NameFolding.fold(one)).contains(" " + term)))
                    .toList();
            if (!query.isEmpty()) {
                assertThat(world.values(("CALL db.index.fulltext.queryNodes('user_search', '%s') YIELD node RETURN "
                                        + "node.displayName")
                                .formatted(query.toLucene().replaceAll(" handle:.*", ""))))
                        .as(query.toString())
                        .containsExactlyInAnyOrderElementsOf(wanted);
            }
        }
    }

    @Test
    void namesStoredBeforeTheMigrationAreFoundAfterIt() {
        world.run("MATCH (u:User) REMOVE u.foldedName", Map.of());
        assertThat(find("eli", "almeida")).isEmpty();

        try (Session session = driver.session()) {
            FoldedNameMigration.fold(session);
        }

        assertThat(find("eli", "almeida")).containsExactly("dora");
        assertThat(find("eli", "山田")).containsExactly("finn");
    }

    @Test
    void noInputIsInterpretedAsAnOperator() {
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
        assertThat(find("dora", "zoe")).as("the viewer themselves").contains("dora");
        world.friends("dora", "eli");
        assertThat(find("eli", "zoe")).as("a friend").contains("dora");
        world.aged("cleo", 14);
        assertThat(find("ada", "zoe")).containsExactly("ben");
        world.block("ben", "ada");
        assertThat(find("ada", "zoe")).isEmpty();
        assertThat(find("ben", "okafor")).isEmpty();
    }

    @Test
    void aNewNameIsFoundImmediately() {
        api.as("dora")
                .data("mutation { updateProfile(input: {displayName: \"Quentin Quill\"}) { userErrors { code } } }");
        assertThat(find("ada", "quill")).containsExactly("dora");
        assertThat(find("ada", "almeida")).isEmpty();
    }

    @Test
    void pagesNeitherRepeatNorSkipUsers() {
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
            "query ($q: String!) { searchUsers(query: $q, first: 20) { nodes { handle displayName } } }";

    private List<String> find(String viewer, String query) {
        return shown(viewer, query, "handle");
    }

    private List<String> names(String viewer, String query) {
        return shown(viewer, query, "displayName");
    }

    private List<String> shown(String viewer, String query, String field) {
        return api.as(viewer)
                .data(QUERY, Map.of("q", query))
                .at("/searchUsers/nodes")
                .valueStream()
                .map(node -> node.path(field).asString())
                .toList();
    }
}
