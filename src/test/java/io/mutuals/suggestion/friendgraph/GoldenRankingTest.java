package io.mutuals.suggestion.friendgraph;

import static org.assertj.core.api.Assertions.assertThat;

import io.mutuals.SideBySide;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Compares Adamic-Adar with rankings computed independently from the specification. */
@EnabledIfEnvironmentVariable(named = RealGraphs.VARIABLE, matches = ".+")
@SideBySide
class GoldenRankingTest {

    @Test
    void reproducesTheGoldenRankingsOfARealGraph() throws IOException {
        List<long[]> pairs = RealGraphs.pairs("lastfm_asia");
        FriendGraph graph = RealGraphs.graph(pairs, at -> !RealGraphs.isHeldOut(pairs.get((int) at)));
        JsonNode golden = JsonMapper.shared()
                .readTree(Files.readString(RealGraphs.folder("lastfm_asia").resolve("golden.json")));
        assertThat(graph.friendships()).isEqualTo(golden.path("train").asInt());
        TwoHopRanker ranker = TwoHopRanker.by(TwoHopScore.ADAMIC_ADAR);
        assertThat(golden.path("lists").size()).isEqualTo(20);

        for (Map.Entry<String, JsonNode> list : golden.path("lists").properties()) {
            Ranking ranking = ranker.rank(graph, graph.person(Long.parseLong(list.getKey())), 10);

            JsonNode people = list.getValue().path("aa_top10");
            assertThat(ranking.size()).isEqualTo(people.size());
            for (int place = 0; place < people.size(); place++) {
                assertThat(graph.id(ranking.people()[place]))
                        .as("person %s, place %d", list.getKey(), place)
                        .isEqualTo(people.get(place).asLong());
                assertThat(ranking.scores()[place])
                        .isCloseTo(list.getValue().path("aa_scores").get(place).asDouble(), Offset.offset(1e-7));
            }
        }
    }
}
