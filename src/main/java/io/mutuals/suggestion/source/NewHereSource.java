package io.mutuals.suggestion.source;

import io.mutuals.neo4j.Cypher;
import io.mutuals.suggestion.evidence.Evidence;
import io.mutuals.suggestion.evidence.SourceProperties;
import io.mutuals.suggestion.evidence.SuggestionSource;
import io.mutuals.user.UserOrder;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.springframework.stereotype.Component;

/**
 * Finds users to begin with for viewers with fewer than {@link SourceProperties#newcomerFriends} friends: first those
 * of the same region, then those who like the same rare videos, then popular ones.
 *
 * <p>Candidates by region and popularity come from a sample of about 400 users each, read from an index of ids: runs of
 * {@link #RUN} users at {@link #STEPS} evenly spaced ids, and, because ids cluster in time, at distances from either
 * end that grow exponentially. The sample is fixed for a viewer and differs between viewers. So the cost does not
 * depend on the size of the graph, and newcomers' requests are spread over all users. More than {@link #MANY} friends
 * count as {@link #MANY}.
 *
 * <p>The evidence is less than that of any other source, so that a stranger never ranks above a connected user: 0.05
 * for the same region, up to 0.03 for likes, up to 0.01 for friends.
 */
@Component
class NewHereSource implements CandidateSource {

    /** The number of places in each spread at which a run begins. */
    private static final int STEPS = 8;

    /** The number of users in a run. */
    private static final int RUN = 16;

    /** The number of friends above which more do not count. */
    private static final int MANY = 200;

    private static final String CLAUSES = Cypher.of("""
            WITH key, viewer, hidden, excluded
            WHERE {isNew}
            CALL (key, viewer, hidden, excluded) {
              {sameRegion}
              RETURN DISTINCT person AS candidate, 0 AS taste
              UNION
              {all}
              RETURN DISTINCT person AS candidate, 0 AS taste
              UNION
              {likersOfTheSame} AND {mayShareLikes}
              RETURN candidate, sum(weight) AS taste
            }
            WITH viewer, hidden, excluded, candidate, max(taste) AS taste,
              COUNT { (candidate)-[:FRIENDS_WITH]-() } AS known
            WITH viewer, hidden, excluded, candidate,
              CASE WHEN candidate.region = viewer.region THEN 50000000 ELSE 0 END
                + toInteger(30000000 * CASE WHEN taste > 1000000000 THEN 1.0 ELSE taste / 1000000000.0 END)
                + CASE WHEN known < $popularFriends THEN 0 WHEN NOT ({showsFriends}) THEN 0
                    WHEN known > {many} THEN 10000000 ELSE 10000000 * known / {many} END AS evidence
            WHERE evidence > 0 AND candidate <> viewer AND NOT candidate IN excluded
            WITH viewer, hidden, candidate, evidence
            WHERE {mayMeetNewcomers}""")
            .with("isNew", Evidence.isNew("$newcomerFriends"))
            .with("sameRegion", sample(UserOrder.inRegion("viewer.region")))
            .with("all", sample(UserOrder.ofAll()))
            .with("likersOfTheSame", VideoTasteSource.likersOfTheSame())
            .with("mayShareLikes", Evidence.MAY_SHARE_LIKES)
            .with("showsFriends", Evidence.SHOWS_FRIENDS)
            .with("mayMeetNewcomers", Evidence.MAY_MEET_NEWCOMERS)
            .with("many", MANY)
            .text();

    /** Returns Cypher clauses that bind {@code person} to a sample of the users in an order. */
    private static String sample(UserOrder order) {
        return Cypher.of("""
                {lowest}
                {highest}
                WITH viewer, key, lowest, highest, toFloat(highest - lowest) AS width
                UNWIND key.steps AS step
                UNWIND [lowest + toInteger(width * step), lowest + toInteger(width ^ step) - 1,
                  highest - toInteger(width ^ step)]
                  AS place
                {run}""")
                .with("lowest", order.lowest("viewer"))
                .with("highest", order.highest("viewer"))
                .with("run", order.run("viewer", RUN))
                .text();
    }

    @Override
    public SuggestionSource kind() {
        return SuggestionSource.NEW_HERE;
    }

    /**
     * {@inheritDoc}
     *
     * <p>Touches only the viewer if they are not new. For newcomers: 2 x 3 x {@link #STEPS} runs of {@link #RUN} users,
     * 768 rows of an index; likes as {@link VideoTasteSource} does; and a look-up of each remaining candidate among the
     * friends of the viewer's few friends.
     */
    @Override
    public String clauses() {
        return CLAUSES;
    }

    @Override
    public Map<String, Object> parameters(long viewer) {
        return Map.of("steps", steps(viewer));
    }

    /** Places between 0 and 1, evenly spread, with an offset that differs between viewers. */
    private static List<Double> steps(long viewer) {
        double offset = new SplittableRandom(viewer).nextDouble();
        return IntStream.range(0, STEPS)
                .mapToObj(step -> (step + offset) / STEPS)
                .toList();
    }
}
