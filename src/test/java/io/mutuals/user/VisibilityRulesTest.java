package io.mutuals.user;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import io.mutuals.MutualsTest;
import io.mutuals.World;
import io.mutuals.api.UserId;
import io.mutuals.neo4j.Graph;
import io.mutuals.neo4j.Statement;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.neo4j.driver.Record;

/** Compares the rules of visibility in Java with those in Cypher, for every pair of users of random graphs. */
@MutualsTest
class VisibilityRulesTest {

    private static final int PEOPLE = 14;

    private static final Statement CYPHER = new Statement("test.visibility", """
            UNWIND $keys AS key
            MATCH (viewer:User {id: key.viewer})
            WITH key, viewer, COLLECT { MATCH (viewer)-[:BLOCKED]-(other) RETURN other } AS hidden
            MATCH (owner:User)
            MATCH (friend:User)
            WITH viewer, hidden, owner, friend, %s AS shown, %s AS isFriend, %s AS isFriendOfOwner
            RETURN viewer.id AS viewer, owner.id AS owner, friend.id AS friend, isFriend, isFriendOfOwner, shown,
              %s AS maySee, %s AS shows
            """.formatted(
                    Visibility.friendsShown("owner", Visibility.isFriend("owner")),
                    Visibility.isFriend("friend"),
                    Visibility.isFriend("owner"),
                    Visibility.maySee("friend"),
                    Visibility.shows("shown", "isFriend")));

    private static final Statement AGES = new Statement("test.ages", """
            MATCH (one:User)
            MATCH (other:User)
            RETURN one.id AS one, other.id AS other, %s AS across, %s AS far, %s AS same
            """.formatted(
            AgeBand.adultAndMinor("one", "other"), AgeBand.farApart("one", "other"), AgeBand.same("one", "other")));

    private final Graph graph;
    private final UserFactsRepository repository;
    private final InstantSource clock;
    private final World world;

    VisibilityRulesTest(Graph graph, UserFactsRepository repository, InstantSource clock, World world) {
        this.graph = graph;
        this.repository = repository;
        this.clock = clock;
        this.world = world;
    }

    @Test
    void javaDecidesLikeCypher() {
        Set<String> seen = new TreeSet<>();
        for (int seed = 0; seed < 3; seed++) {
            givenRandomUsers(new Random(seed));
            Set<Long> ids = Set.copyOf(IntStream.range(0, PEOPLE)
                    .mapToObj(number -> world.number("p" + number))
                    .toList());
            Map<Long, UserFacts> users = repository.users(ids);
            Map<Long, HiddenUsers> hidden = repository.hidden(ids);
            Instant now = clock.instant();
            List<Map<String, Object>> keys = new ArrayList<>();
            ids.forEach(id -> keys.add(Map.of("viewer", id)));
            for (Record row : graph.read(CYPHER, Map.of("keys", keys))) {
                long viewer = row.get("viewer").asLong();
                long friend = row.get("friend").asLong();
                UserFacts owner = users.get(row.get("owner").asLong());
                VisibleFriends shown = VisibilityRules.friendsShown(
                        new UserId(viewer), owner, row.get("isFriendOfOwner").asBoolean(), now);
                assertThat(shown.name())
                        .as("%s", row)
                        .isEqualTo(row.get("shown").asString());
                assertThat(VisibilityRules.shows(shown, row.get("isFriend").asBoolean()))
                        .as("%s", row)
                        .isEqualTo(row.get("shows").asBoolean());
                assertThat(VisibilityRules.maySee(hidden.get(viewer), friend))
                        .as("%s", row)
                        .isEqualTo(row.get("maySee").asBoolean());
                seen.add(shown + " " + row.get("shows") + " " + row.get("maySee"));
            }
        }
        assertThat(seen)
                .contains(
                        "ALL TRUE TRUE", "ALL TRUE FALSE", "SHARED TRUE TRUE", "SHARED FALSE TRUE", "NONE FALSE TRUE");
    }

    @Test
    void javaComparesAgesLikeCypher() {
        world.clear();
        List<String> handles = new ArrayList<>(List.of("unknown"));
        world.people("unknown");
        for (int years = 12; years < 24; years++) {
            handles.add("aged" + years);
            world.aged("aged" + years, years);
        }
        for (int assured : List.of(0, 13, 16, 18)) {
            handles.add("assured" + assured);
            world.assured("assured" + assured, assured);
            for (int years : List.of(13, 14, 17, 40)) {
                handles.add("both" + assured + "." + years);
                world.aged("both" + assured + "." + years, years).assured("both" + assured + "." + years, assured);
            }
        }
        Map<Long, UserFacts> users =
                repository.users(handles.stream().map(world::number).collect(toSet()));
        Instant now = clock.instant();
        List<Record> rows = graph.read(AGES, Map.of());
        assertThat(rows).hasSize(handles.size() * handles.size());
        for (Record row : rows) {
            AgeBand one = users.get(row.get("one").asLong()).ageBand(now);
            AgeBand other = users.get(row.get("other").asLong()).ageBand(now);
            assertThat(List.of(one.isAcrossAdulthoodFrom(other), one.isFarFrom(other), one == other))
                    .as("%s", row)
                    .isEqualTo(List.of(
                            row.get("across").asBoolean(),
                            row.get("far").asBoolean(),
                            row.get("same").asBoolean()));
        }
    }

    @Test
    void factsAboutAUserWhoDoesNotExistSaySo() {
        world.clear();
        assertThat(repository.users(Set.of(4711L))).isEqualTo(Map.of(4711L, UserFacts.NO_USER));
    }

    private void givenRandomUsers(Random random) {
        world.clear();
        for (int number = 0; number < PEOPLE; number++) {
            String handle = "p" + number;
            world.people(handle);
            if (random.nextInt(3) > 0) {
                world.aged(handle, random.nextInt(12, 24));
            }
            if (random.nextInt(3) == 0) {
                world.assured(handle, List.of(0, 13, 16, 18).get(random.nextInt(4)));
            }
            List<String> stored =
                    List.of("EVERYONE", "FRIENDS", "MUTUAL_FRIENDS", "MUTUAL_FRIENDS", "ONLY_ME", "SOMETHING ELSE");
            if (random.nextBoolean()) {
                world.set(handle, "friendListVisibleTo", stored.get(random.nextInt(stored.size())));
            }
        }
        for (int edge = 0; edge < 3 * PEOPLE; edge++) {
            int one = random.nextInt(PEOPLE);
            int other = (one + 1 + random.nextInt(PEOPLE - 1)) % PEOPLE;
            if (random.nextInt(4) == 0) {
                world.block("p" + one, "p" + other);
            } else {
                world.friends("p" + one, "p" + other);
            }
        }
    }
}
