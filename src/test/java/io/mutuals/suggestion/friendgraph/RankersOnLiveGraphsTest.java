package io.mutuals.suggestion.friendgraph;

import static org.assertj.core.api.Assertions.assertThat;

import io.mutuals.SideBySide;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Compares rankings on live graphs, where newcomers have smaller ids, with rankings on the same graphs built at once.
 */
@SideBySide
class RankersOnLiveGraphsTest {

    private static final int PEOPLE = 40;

    static List<String> names() {
        return Rankers.names();
    }

    @ParameterizedTest
    @MethodSource("names")
    void tiesAreOrderedByIdRegardlessOfArrival(String name) {
        Ranker ranker = Rankers.named(name);
        for (long seed = 1; seed <= 20; seed++) {
            Pair graphs = graphs(seed);
            for (int person = 0; person < graphs.built.people(); person++) {
                long id = graphs.built.id(person);
                for (int places : new int[] {3, 100}) {
                    assertThat(ids(graphs.live, ranker.rank(graphs.live, graphs.live.person(id), places)))
                            .as("seed %d, person %d, %d places", seed, id, places)
                            .containsExactly(ids(graphs.built, ranker.rank(graphs.built, person, places)));
                }
            }
        }
    }

    @Test
    void learnedRankerOrdersTiesById() {
        FriendGraph live = graphs(1).live;
        TreeEnsemble.Builder sameForAll = new TreeEnsemble.Builder();
        sameForAll.leaf(sameForAll.tree(), 1);
        LearnedModel.Validation better = new LearnedModel.Validation(500, 0.3, 0.3, "adamic-adar", 0.2, 0.2);
        LearnedRanker ranker =
                new LearnedRanker(new LearnedModel(Instant.EPOCH, 10, 10, false, better, sameForAll.build()));

        long[] ranked = ids(live, ranker.rank(live, live.person(PEOPLE), 5));

        assertThat(ranked).hasSize(5).isSorted();
        assertThat(ranked[0]).as("a newcomer").isLessThanOrEqualTo(PEOPLE / 2);
    }

    @Test
    void mostPopularPeopleOfEqualDegreeAreOrderedById() {
        Pair graphs = graphs(1);

        assertThat(ids(graphs.live, GraphFeatures.of(graphs.live).popular))
                .containsExactly(ids(graphs.built, GraphFeatures.of(graphs.built).popular));
    }

    /**
     * Returns a live graph to which the people with the larger ids were added first, and the same graph built at once.
     */
    private static Pair graphs(long seed) {
        Random random = new Random(seed);
        FriendGraph.Builder first = new FriendGraph.Builder();
        LongStream.rangeClosed(PEOPLE / 2 + 1, PEOPLE).forEach(first::person);
        LiveFriendGraph live = new LiveFriendGraph(first.build(), Runnable::run);
        FriendGraph.Builder built = new FriendGraph.Builder();
        for (int friendship = 0; friendship < 2 * PEOPLE; friendship++) {
            long one = 1L + random.nextInt(PEOPLE);
            long other = 1L + random.nextInt(PEOPLE);
            if (one != other) {
                live.formed(one, other, 1);
                built.friendship(one, other, 1);
            }
        }
        return new Pair(live.current(), built.build());
    }

    private static long[] ids(FriendGraph graph, Ranking ranking) {
        return ids(graph, ranking.people());
    }

    private static long[] ids(FriendGraph graph, int[] people) {
        return Arrays.stream(people).mapToLong(graph::id).toArray();
    }

    private record Pair(FriendGraph live, FriendGraph built) {}
}
