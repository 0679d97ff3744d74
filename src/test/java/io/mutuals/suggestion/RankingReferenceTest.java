package io.mutuals.suggestion;

import static org.assertj.core.api.Assertions.assertThat;

import io.mutuals.MutualsTest;
import io.mutuals.World;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.LongStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** Holds the Cypher ranking against Adamic-Adar computed by hand on random graphs. */
@MutualsTest
class RankingReferenceTest {

    private static final int PEOPLE = 60;

    private final SuggestionRepository repository;
    private final World world;

    RankingReferenceTest(SuggestionRepository repository, World world) {
        this.repository = repository;
        this.world = world;
    }

    @Test
    void cypherRanksEveryViewerOfARandomGraphAsTheFormulaDoes() {
        for (long seed = 1; seed <= 5; seed++) {
            world.clear();
            Map<Long, Set<Long>> friends = randomGraph(new Random(seed));

            List<Long> viewers = LongStream.rangeClosed(1, PEOPLE).boxed().toList();
            Map<Long, List<Snapshot.Place>> rankings = repository.rank(viewers);

            for (Long viewer : viewers) {
                List<Snapshot.Place> expected = adamicAdar(viewer, friends);
                List<Snapshot.Place> ranking = rankings.get(viewer);
                assertThat(ranking)
                        .extracting(Snapshot.Place::candidate)
                        .as("seed %d, viewer %d", seed, viewer)
                        .containsExactlyElementsOf(
                                expected.stream().map(Snapshot.Place::candidate).toList());
                for (int index = 0; index < expected.size(); index++) {
                    assertThat(ranking.get(index).score())
                            .isCloseTo(expected.get(index).score(), Offset.offset(1e-9));
                }
            }
        }
    }

    private Map<Long, Set<Long>> randomGraph(Random random) {
        Map<Long, Set<Long>> friends = new HashMap<>();
        String[] handles =
                LongStream.rangeClosed(1, PEOPLE).mapToObj(n -> "p" + n).toArray(String[]::new);
        world.people(handles);
        LongStream.rangeClosed(1, PEOPLE).forEach(n -> friends.put(n, new HashSet<>()));
        for (int edge = 0; edge < PEOPLE * 3; edge++) {
            long a = 1 + random.nextInt(PEOPLE);
            long b = 1 + (random.nextInt(3) == 0 ? random.nextInt(4) : random.nextInt(PEOPLE));
            if (a != b && friends.get(a).add(b)) {
                friends.get(b).add(a);
            }
        }
        List<Map<String, Object>> pairs = friends.entrySet().stream()
                .flatMap(entry -> entry.getValue().stream()
                        .filter(other -> entry.getKey() < other)
                        .map(other -> Map.<String, Object>of("a", entry.getKey(), "b", other)))
                .toList();
        world.run(
                "UNWIND $pairs AS pair MATCH (a:User {id: pair.a}), (b:User {id: pair.b}) "
                        + "CREATE (a)-[:FRIENDS_WITH {since: datetime('2026-01-01T00:00:00Z')}]->(b)",
                Map.of("pairs", pairs));
        return friends;
    }

    private static List<Snapshot.Place> adamicAdar(long viewer, Map<Long, Set<Long>> friends) {
        Map<Long, Double> scores = new HashMap<>();
        for (long friend : friends.get(viewer)) {
            double weight = 1 / Math.log(Math.max(friends.get(friend).size(), 2));
            for (long candidate : friends.get(friend)) {
                if (candidate != viewer && !friends.get(viewer).contains(candidate)) {
                    scores.merge(candidate, weight, Double::sum);
                }
            }
        }
        return scores.entrySet().stream()
                .map(entry -> new Snapshot.Place(entry.getKey(), Math.round(entry.getValue() * 1e10) / 1e10))
                .sorted(Comparator.comparingDouble(Snapshot.Place::score)
                        .reversed()
                        .thenComparing(Snapshot.Place::candidate))
                .limit(Snapshot.MAX_PLACES)
                .toList();
    }
}
