package io.mutuals.suggestion.source;

import io.mutuals.suggestion.evidence.Evidence;
import io.mutuals.suggestion.evidence.SourceProperties;
import io.mutuals.suggestion.evidence.SuggestionSource;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.springframework.stereotype.Component;

/**
 * People to begin with, for viewers who have fewer than {@link SourceProperties#newcomerFriends} friends: from the same region, then who like
 * the same rare videos, then who are known to many.
 *
 * <p>Region and popularity look at a sample, which is another one for each viewer and the same one each time. It is read from the indexes
 * of ids: runs of neighbours at {@link #STEPS} places, spread evenly and, as ids grow with time and so lie in clumps, also by powers, away
 * from either end. So a request costs the same in a graph of any size, no list of popular people grows old, and what newcomers ask for
 * spreads over everybody instead of a few hundred: whoever is known to most people is in one viewer's sample and not in the next one's.
 * More than {@link #MANY} friends count as so many.
 *
 * <p>The evidence is less than any other source's, so that a stranger never comes before somebody who is connected: 0.05 for the same
 * region, up to 0.03 for likes, up to 0.01 for friends.
 */
@Component
class NewHereSource implements CandidateSource {

    /** At how many places of each spread a run begins. */
    private static final int STEPS = 8;

    /** How many people a run has. */
    private static final int RUN = 16;

    /** More friends than this say no more. */
    private static final int MANY = 200;

    private static final String CLAUSES = """
            WITH key, viewer, hidden, excluded
            WHERE %1$s
            CALL (key, viewer, hidden, excluded) {
              %2$s
              RETURN DISTINCT person AS candidate, 0 AS taste
              UNION
              %3$s
              RETURN DISTINCT person AS candidate, 0 AS taste
              UNION
              %4$s AND %5$s
              RETURN candidate, sum(weight) AS taste
            }
            WITH viewer, hidden, excluded, candidate, max(taste) AS taste, COUNT { (candidate)-[:FRIENDS_WITH]-() } AS known
            WITH viewer, hidden, excluded, candidate,
              CASE WHEN candidate.region = viewer.region THEN 50000000 ELSE 0 END
                + toInteger(30000000 * CASE WHEN taste > 1000000000 THEN 1.0 ELSE taste / 1000000000.0 END)
                + CASE WHEN known < $popularFriends THEN 0 WHEN NOT (%6$s) THEN 0
                    WHEN known > %8$d THEN 10000000 ELSE 10000000 * known / %8$d END AS evidence
            WHERE evidence > 0 AND candidate <> viewer AND NOT candidate IN excluded
            WITH viewer, hidden, candidate, evidence
            WHERE %7$s""".formatted(
                    Evidence.isNew("$newcomerFriends"),
                    sample("%1$s.region = viewer.region AND %1$s.id", "%1$s.region%2$s, %1$s.id%2$s"),
                    sample("%1$s.id", "%1$s.id%2$s"),
                    VideoTasteSource.likersOfTheSame(),
                    Evidence.MAY_SHARE_LIKES,
                    Evidence.SHOWS_FRIENDS,
                    Evidence.MAY_MEET_NEWCOMERS,
                    MANY);

    /**
     * Cypher clauses that bind {@code person} to a sample of some users.
     *
     * @param id a condition on the user {@code %s}, up to the comparison of the id, that an index serves
     * @param order in which that index lists them
     */
    private static String sample(String id, String order) {
        return """
                %1$s
                %2$s
                WITH viewer, key, lowest, highest, toFloat(highest - lowest) AS width
                UNWIND key.steps AS step
                UNWIND [lowest + toInteger(width * step), lowest + toInteger(width ^ step) - 1, highest - toInteger(width ^ step)]
                  AS place
                CALL (viewer, place) {
                  MATCH (person:User)
                  WHERE %3$s >= place
                  RETURN person
                  ORDER BY %4$s
                  LIMIT %5$d
                }""".formatted(
                        end("lowest", id, order, ""),
                        end("highest", id, order, " DESC"),
                        id.formatted("person"),
                        order.formatted("person", ""),
                        RUN);
    }

    private static String end(String name, String id, String order, String direction) {
        return """
                CALL (viewer) {
                  MATCH (end:User)
                  WHERE %s >= 0
                  WITH end
                  ORDER BY %s
                  LIMIT 1
                  RETURN end.id AS %s
                }""".formatted(id.formatted("end"), order.formatted("end", direction), name);
    }

    @Override
    public SuggestionSource kind() {
        return SuggestionSource.NEW_HERE;
    }

    /**
     * {@inheritDoc}
     *
     * <p>Touches nothing but the viewer for those who are not new. For others 2 x 3 x {@link #STEPS} runs of {@link #RUN} people, which are
     * 768 rows of an index, likes as {@link VideoTasteSource} does, and looks up everybody left among the friends of the viewer's few friends.
     */
    @Override
    public String clauses() {
        return CLAUSES;
    }

    @Override
    public Map<String, Object> parameters(long viewer) {
        return Map.of("steps", steps(viewer));
    }

    /** Places between 0 and 1, evenly spread, which begin at another one for each viewer. */
    private static List<Double> steps(long viewer) {
        double offset = new SplittableRandom(viewer).nextDouble();
        return IntStream.range(0, STEPS)
                .mapToObj(step -> (step + offset) / STEPS)
                .toList();
    }
}
