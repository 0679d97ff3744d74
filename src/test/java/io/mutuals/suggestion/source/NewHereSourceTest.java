package io.mutuals.suggestion.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.mutuals.MutualsTest;
import io.mutuals.TakesLong;
import io.mutuals.World;
import io.mutuals.suggestion.evidence.SuggestionSource;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Candidates for viewers with few friends. */
@MutualsTest
@TakesLong
class NewHereSourceTest {

    private final World world;
    private final CandidateSearch search;

    NewHereSourceTest(World world, CandidateSearch search) {
        this.world = world;
        this.search = search;
    }

    @BeforeEach
    void emptyGraph() {
        world.clear();
    }

    @Test
    void aViewerWithoutFriendsFindsAFullFirstPage() {
        world.people("zoe").set("zoe", "region", "IE");
        IntStream.range(0, 30).forEach(i -> world.set("local" + i, "region", "IE"));
        assertThat(find("zoe", 20)).hasSize(20).allMatch(handle -> handle.startsWith("local"));
    }

    @Test
    void aViewerWithoutARegionOrLikesFindsAFullFirstPageOfPopularUsers() {
        world.people("zoe");
        IntStream.range(0, 25).forEach(i -> world.friends("known" + i, friends(i, 5 + i % 3)));
        assertThat(find("zoe", 20))
                .hasSize(20)
                .allMatch(handle -> handle.startsWith("known"))
                .startsWith("known2", "known5", "known8");
    }

    @Test
    void theRegionComesFirstThenLikesThenFriends() {
        world.people("zoe")
                .set("zoe", "region", "IE")
                .set("local", "region", "IE")
                .set("abroad", "region", "KE");
        world.friends("known", friends(0, 9)).friends("lonely", friends(1, 4));
        world.video(1, "local", "a rain barrel orchestra")
                .like("zoe", 1)
                .like("fan", 1)
                .like("local", 1);
        world.set("neighbour", "region", "IE");
        assertThat(find("zoe", 20)).containsExactly("local", "neighbour", "fan", "known");
    }

    @Test
    void aViewerWithFriendsIsNotNew() {
        IntStream.range(0, 10).forEach(i -> world.set("local" + i, "region", "IE"));
        world.people("zoe").set("zoe", "region", "IE").friends("zoe", "ben", "cleo", "dora", "eli");
        assertThat(find("zoe", 20)).hasSize(10);
        world.friends("zoe", "finn");
        assertThat(find("zoe", 20)).isEmpty();
    }

    @Test
    void aCandidateWithAMutualFriendIsNeverNew() {
        world.people("zoe").set("zoe", "region", "IE").friends("zoe", "ben").friends("ben", "dora");
        List.of("cleo", "dora", "eli").forEach(local -> world.set(local, "region", "IE"));
        world.set("ben", "region", "IE");
        assertThat(find("zoe", 20)).containsExactly("cleo", "eli");
    }

    @Test
    void usersWhoOptedOutOfSearchHideTheirFriendsOrAreOfAnotherAgeAreLeftOut() {
        world.people("zoe").set("zoe", "region", "IE").aged("zoe", 30);
        List.of("fine", "hidden", "secret", "teen", "child").forEach(local -> world.set(local, "region", "IE"));
        world.set("hidden", "findableBySearch", false).set("secret", "friendListVisibleTo", "ONLY_ME");
        world.aged("teen", 18).aged("child", 14);
        assertThat(find("zoe", 20)).containsExactly("fine");

        world.aged("zoe", 17);
        assertThat(find("zoe", 20)).containsExactly("teen");
    }

    @Test
    void popularityCountsOnlyIfFriendsAreVisibleToEveryone() {
        world.people("zoe").friends("known", friends(0, 9));
        world.set("known", "friendListVisibleTo", "FRIENDS");
        assertThat(find("zoe", 20)).isEmpty();
        world.set("known", "friendListVisibleTo", "EVERYONE");
        assertThat(find("zoe", 20)).containsExactly("known");
    }

    @Test
    void likesOfUsersWhoDisallowThemDoNotCount() {
        world.video(1, "author", "one").like("zoe", 1).like("fan", 1);
        assertThat(find("zoe", 20)).containsExactly("fan");
        world.set("fan", "suggestByVideoTaste", false);
        assertThat(find("zoe", 20)).isEmpty();
    }

    @Test
    void eachNewcomerHasTheirOwnStableSampleEvenWhereIdsLieInClumps() {
        world.run("""
                UNWIND range(0, 20000) AS i
                CREATE (u:User {region: 'IE', displayName: 'Newcomer', createdAt: $at, handle: 'local' + i,
                  id: CASE WHEN i < 10000 THEN 100000 + i ELSE 600000000000000000 + i * 250000000000 END})
                """, Map.of("at", World.NOON.atZone(java.time.ZoneOffset.UTC)));
        world.people("zoe", "yan").set("zoe", "region", "IE").set("yan", "region", "IE");
        Set<Long> zoe = numbers("zoe");
        Set<Long> yan = numbers("yan");
        assertThat(numbers("zoe")).isEqualTo(zoe);
        assertThat(zoe).hasSizeGreaterThan(40);
        Set<Long> others = new HashSet<>(zoe);
        others.removeAll(yan);
        assertThat(others).hasSizeGreaterThan(10);
        assertThat(zoe.stream().filter(id -> id < 200_000)).hasSizeGreaterThan(10);
        assertThat(zoe.stream().filter(id -> id > 200_000)).hasSizeGreaterThan(10);
    }

    private Set<Long> numbers(String viewer) {
        Set<Long> found = new HashSet<>();
        candidates(viewer, 500).forEach(candidate -> found.add(candidate.person()));
        return found;
    }

    private List<String> find(String viewer, int limit) {
        return candidates(viewer, limit).stream()
                .map(candidate -> world.handle(candidate.person()))
                .toList();
    }

    private List<Candidate> candidates(String viewer, int limit) {
        return Candidates.of(search, world.number(viewer), SuggestionSource.NEW_HERE, limit);
    }

    private static String[] friends(int of, int count) {
        return IntStream.range(0, count).mapToObj(i -> "friend" + of + "." + i).toArray(String[]::new);
    }
}
