package io.mutuals.suggestion;

import io.mutuals.graph.Graph;
import io.mutuals.graph.Statement;
import io.mutuals.suggestion.Blend.Contender;
import io.mutuals.user.AgeBand;
import io.mutuals.user.Visibility;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.neo4j.driver.Value;
import org.springframework.stereotype.Repository;

/** Reads which candidates may be suggested, and what makes them more or less worth it. */
@Repository
class CandidateFacts {

    private final Graph graph;

    /** Touches each candidate, the viewer's relationships, and whom the viewer was shown; of a candidate's own it reads counts only. */
    private final Statement facts;

    CandidateFacts(Graph graph, FeedbackProperties feedback) {
        this.graph = graph;
        this.facts = new Statement("suggestions.facts", """
            %1$s, %2$s AS excluded
            RETURN key.index AS index, COLLECT {
              UNWIND range(0, size(key.candidates) - 1) AS place
              MATCH (candidate:User {id: key.candidates[place]})
              WHERE %3$s
              RETURN [place, %4$s, %5$s, %6$s]
            } AS facts, %7$s AS seen
            """.formatted(
                        Visibility.FOR_EACH_KEY,
                        Exclusions.OF_VIEWER,
                        Exclusions.maySuggest("candidate"),
                        SuggestionSource.FRIENDS_OF_FRIENDS.isAllowedBy("candidate"),
                        AgeBand.adultAndMinor("viewer", "candidate"),
                        DiscountFacts.projection("candidate"),
                        DiscountFacts.seenByViewer(feedback.freeImpressions())));
    }

    /** For each viewer those of their candidates who may be suggested, by their ids; one statement. */
    Map<Long, Map<Long, Facts>> read(Map<Long, List<Contender>> contenders) {
        Map<Long, Map<Long, Facts>> facts = new HashMap<>();
        graph.readByKey(
                        this.facts,
                        contenders.entrySet(),
                        viewer -> Map.of(
                                "viewer",
                                viewer.getKey(),
                                "candidates",
                                viewer.getValue().stream()
                                        .map(Contender::person)
                                        .toList()),
                        Map.of(),
                        (viewer, row) -> facts(viewer.getValue(), row.get("facts"), row.get("seen")))
                .forEach((viewer, known) -> facts.put(viewer.getKey(), known));
        return facts;
    }

    private static Map<Long, Facts> facts(List<Contender> contenders, Value facts, Value seen) {
        Map<Long, DiscountFacts.Seen> sights = DiscountFacts.seen(seen);
        Map<Long, Facts> found = new HashMap<>();
        for (Value fact : facts.values()) {
            long person = contenders.get(fact.get(0).asInt()).person();
            found.put(
                    person,
                    new Facts(
                            fact.get(1).asBoolean(),
                            fact.get(2).asBoolean(),
                            DiscountFacts.from(fact.get(3), sights.get(person))));
        }
        return found;
    }

    /**
     * What is known of a candidate who may be suggested.
     *
     * @param byMutualFriends whether common friends may be a reason
     * @param adultAndMinor whether viewer and candidate are an adult and somebody under 18
     */
    record Facts(boolean byMutualFriends, boolean adultAndMinor, DiscountFacts discount) {}
}
