package io.mutuals.suggestion.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.mutuals.MutualsTest;
import io.mutuals.World;
import io.mutuals.suggestion.evidence.SuggestionSource;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The candidates of each source, their order, and the users it leaves out. */
@MutualsTest
class CandidateSourcesTest {

    private final World world;
    private final CandidateSearch search;
    private final Set<SuggestionSource> sources;

    CandidateSourcesTest(World world, CandidateSearch search, List<CandidateSource> sources) {
        this.world = world;
        this.search = search;
        this.sources = sources.stream().map(CandidateSource::kind).collect(Collectors.toSet());
    }

    @BeforeEach
    void emptyGraph() {
        world.clear();
        world.people("ada", "ben", "cleo", "dora", "eli", "finn");
    }

    @Test
    void aSmallGroupWeighsMoreThanALargeOneAndSeveralMoreThanOne() {
        world.group(1, "Four", "ada", "ben", "dora", "finn")
                .group(2, "Three", "cleo", "ada", "ben")
                .group(3, "Two", "ada", "eli");

        List<Candidate> found = find("ada", SuggestionSource.SHARED_CONVERSATIONS);
        assertThat(handles(found)).containsExactly("ben", "eli", "cleo", "dora", "finn");
        assertThat(found.get(0).evidence()).isCloseTo(1 / Math.log(4) + 1 / Math.log(3), within(1e-9));
        assertThat(found.get(1).evidence()).isCloseTo(1 / Math.log(2), within(1e-9));
    }

    @Test
    void onlySmallGroupsWithBothAsActiveParticipantsSuggest() {
        world.direct(1, "ada", "ben");
        world.group(2, "A request to Cleo", "ada", "cleo").state("cleo", 2, "REQUEST");
        world.group(3, "A request to Ada", "dora", "ada").state("ada", 3, "REQUEST");
        world.group(4, "Declined", "ada", "eli").state("eli", 4, "DECLINED");
        String[] crowd = IntStream.range(0, 49).mapToObj(i -> "crowd" + i).toArray(String[]::new);
        world.group(5, "Fifty", crowd).joins("ada", 5);
        assertThat(handles(find("ada", SuggestionSource.SHARED_CONVERSATIONS))).containsExactlyInAnyOrder(crowd);
        world.joins("finn", 5);
        assertThat(find("ada", SuggestionSource.SHARED_CONVERSATIONS)).isEmpty();
    }

    @Test
    void onlyTheLatestGroupsAreSearched() {
        world.group(1, "Old", "ada", "ben");
        IntStream.range(2, 32).forEach(group -> world.group(group, "New", "ada", "cleo"));
        assertThat(handles(find("ada", SuggestionSource.SHARED_CONVERSATIONS))).containsExactly("cleo");
        world.says(1, "ben", "hello?");
        assertThat(handles(find("ada", SuggestionSource.SHARED_CONVERSATIONS))).containsExactly("cleo", "ben");
    }

    @Test
    void commonLikesOfRareVideosSuggestAndASingleOneOrAPopularVideoDoesNot() {
        world.video(1, "finn", "one")
                .video(2, "finn", "two")
                .video(3, "finn", "three")
                .video(4, "finn", "hit");
        for (long video = 1; video <= 4; video++) {
            world.like("ada", video).like("ben", video);
        }
        world.like("cleo", 1)
                .like("cleo", 2)
                .like("dora", 1)
                .like("dora", 4)
                .like("eli", 2)
                .like("eli", 3);
        IntStream.range(0, 50).forEach(i -> world.like("fan" + i, 4));

        List<Candidate> found = find("ada", SuggestionSource.VIDEO_TASTE);
        assertThat(handles(found)).containsExactly("ben", "eli", "cleo");
        assertThat(found.get(0).evidence()).isCloseTo(2 / Math.log(4) + 1 / Math.log(3), within(2e-9));
    }

    @Test
    void videosOfAHiddenAuthorAreNoEvidence() {
        world.video(1, "finn", "one").video(2, "finn", "two");
        world.like("ada", 1).like("ada", 2).like("ben", 1).like("ben", 2);
        assertThat(handles(find("ada", SuggestionSource.VIDEO_TASTE))).containsExactly("ben");
        world.block("finn", "ada");
        assertThat(find("ada", SuggestionSource.VIDEO_TASTE)).isEmpty();
    }

    @Test
    void contactsSuggestIfEachHasTheOther() {
        world.knows("ada", "ben", "cleo", "dora")
                .knows("cleo", "ada")
                .knows("dora", "ada")
                .knows("eli", "ada");
        world.friends("ada", "dora");
        assertThat(find("ada", SuggestionSource.CONTACTS))
                .containsExactly(new Candidate(world.number("cleo"), 1.442695041));
    }

    @Test
    void noSourceFindsTheViewerFriendsOrBlockedUsers() {
        everyKindOfEvidence("ada", "ben", "cleo", "dora");
        world.friends("ada", "cleo").block("dora", "ada");
        sources.forEach(kind -> assertThat(handles(find("ada", kind)))
                .as("%s", kind)
                .contains("ben")
                .doesNotContain("ada", "cleo", "dora"));
    }

    @Test
    void noSourceConnectsAnAdultAndAMinorAndThoseThatMayConnectMinors() {
        everyKindOfEvidence("ada", "ben", "cleo", "dora");
        world.aged("ada", 30).aged("ben", 18).aged("cleo", 15).aged("dora", 40);
        sources.forEach(kind -> {
            assertThat(handles(find("ada", kind)))
                    .as("%s of an adult", kind)
                    .contains("dora")
                    .doesNotContain("ben", "cleo");
            assertThat(handles(find("ben", kind))).as("%s at 17", kind).doesNotContain("ada", "dora");
            assertThat(handles(find("cleo", kind))).as("%s at 15", kind).doesNotContain("ada", "dora");
            if (kind != SuggestionSource.NEW_HERE) {
                assertThat(handles(find("ben", kind))).as("%s at 17", kind).contains("cleo");
            }
        });
        assertThat(find("cleo", SuggestionSource.NEW_HERE)).isEmpty();
        assertThat(handles(find("ben", SuggestionSource.NEW_HERE))).doesNotContain("cleo");
    }

    @Test
    void eachSettingSwitchesOffItsOwnEvidenceOnly() {
        everyKindOfEvidence("ada", "ben");
        Map<String, SuggestionSource> switches = Map.of(
                "suggestBySharedConversations", SuggestionSource.SHARED_CONVERSATIONS,
                "suggestByVideoTaste", SuggestionSource.VIDEO_TASTE,
                "findableBySearch", SuggestionSource.NEW_HERE);
        switches.forEach((setting, taken) -> {
            world.set("ben", setting, false);
            sources.forEach(kind -> assertThat(handles(find("ada", kind)).contains("ben"))
                    .as("%s by %s", setting, kind)
                    .isEqualTo(kind != taken));
            world.set("ben", setting, true);
        });
    }

    @Test
    void manyViewersGetTheSameCandidatesAsEachAloneAndTheLimitKeepsTheStrongest() {
        everyKindOfEvidence("ada", "ben", "cleo", "dora");
        world.group(9, "Two of us", "ada", "dora");
        Set<Long> viewers = Set.of(world.number("ada"), world.number("ben"), world.number("finn"), 999L);
        Map<Long, CandidateSearch.SearchResult> together = search.find(sources, viewers, 100);
        sources.forEach(kind -> {
            viewers.forEach(viewer -> {
                List<Candidate> alone = Candidates.of(search, viewer, kind, 100);
                assertThat(
                                together.containsKey(viewer)
                                        ? together.get(viewer).candidates().get(kind)
                                        : List.of())
                        .as("%s", kind)
                        .isEqualTo(alone);
                assertThat(new HashSet<>(alone)).hasSameSizeAs(alone);
                assertThat(Candidates.of(search, viewer, kind, 2))
                        .isEqualTo(alone.stream().limit(2).toList());
            });
        });
        assertThat(handles(Candidates.of(search, world.number("ada"), SuggestionSource.SHARED_CONVERSATIONS, 1)))
                .containsExactly("dora");
    }

    /** Gives all of them a common group, two rare likes, each other's numbers and a region. */
    private void everyKindOfEvidence(String... people) {
        world.group(1, "All of us", people).video(1, "finn", "one").video(2, "finn", "two");
        for (String one : people) {
            world.like(one, 1).like(one, 2).knows(one, people).set(one, "region", "IE");
        }
    }

    private List<Candidate> find(String viewer, SuggestionSource kind) {
        return Candidates.of(search, world.number(viewer), kind, 100);
    }

    private List<String> handles(List<Candidate> candidates) {
        return candidates.stream()
                .map(candidate -> world.handle(candidate.person()))
                .toList();
    }
}
