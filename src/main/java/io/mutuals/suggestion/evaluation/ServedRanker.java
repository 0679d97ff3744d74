package io.mutuals.suggestion.evaluation;

import io.mutuals.suggestion.friendgraph.CommonFriendFilter;
import io.mutuals.suggestion.friendgraph.FriendGraph;
import io.mutuals.suggestion.friendgraph.Ranker;
import io.mutuals.suggestion.friendgraph.Ranking;
import io.mutuals.suggestion.friendgraph.TwoHopRanker;
import io.mutuals.suggestion.friendgraph.TwoHopRanking;
import io.mutuals.suggestion.friendgraph.TwoHopScore;

/**
 * A ranker under the serving rules and name of a strategy: it ranks only candidates whose common friends count as
 * evidence. Adamic-Adar also ignores hubs, because Neo4j computes the same ranking as its fallback.
 */
final class ServedRanker implements Ranker {

    private final String name;
    private final Serving serving;

    /**
     * @param hubLimit the most friends of a common friend that Adamic-Adar counts
     * @param loneFriendLimit the limit of {@link CommonFriendFilter}
     */
    ServedRanker(String name, Ranker ranker, int hubLimit, int loneFriendLimit) {
        this.name = name;
        CommonFriendFilter evidence = new CommonFriendFilter(loneFriendLimit);
        serving = ranker.name().equals(TwoHopScore.ADAMIC_ADAR.label())
                ? TwoHopRanker.asServed(hubLimit, loneFriendLimit)::rankWithCommon
                : (graph, person, places) -> evidence.rank(ranker, graph, person, places);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Ranking rank(FriendGraph graph, int person, int places) {
        return serving.rank(graph, person, places).ranking();
    }

    private interface Serving {
        TwoHopRanking rank(FriendGraph graph, int person, int places);
    }
}
