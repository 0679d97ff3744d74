package io.mutuals.feed;

import io.mutuals.neo4j.Cypher;
import io.mutuals.neo4j.Graph;
import io.mutuals.neo4j.Statement;
import io.mutuals.neo4j.Times;
import io.mutuals.user.AgeBand;
import io.mutuals.user.PrivacySetting;
import io.mutuals.user.UserOrder;
import io.mutuals.user.Visibility;
import io.mutuals.video.VideoActivity;
import io.mutuals.video.VideoVisibility;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Repository;

/**
 * Finds popular videos by a sample of users, as suggestions find newcomers: runs of {@link #RUN} users at evenly spaced
 * ids and, because ids cluster in time, at distances from either end that grow exponentially. So a list costs about
 * 400 users times their latest likes and videos, whatever the size of the graph.
 *
 * <p>A list is shown to users who know none of those who like its videos. So a video needs {@link #FEWEST} of them,
 * and users who do not let others be suggested by their taste are none of them.
 */
@Repository
class PopularVideoRepository {

    private static final int STEPS = 8;
    private static final int RUN = 16;

    /** The number of latest likes, and of latest videos, of each user that count. */
    private static final int EACH = 20;

    /**
     * The number of users, besides its author, that a video needs, so that a list does not tell what one of them likes.
     */
    private static final int FEWEST = 5;

    /** The number of videos in a list. */
    private static final int KEPT = 100;

    private static final Statement IN_REGION =
            new Statement("feed.popularInRegion", text(UserOrder.inRegion("key.region")));

    private static final Statement EVERYWHERE = new Statement("feed.popular", text(UserOrder.ofAll()));

    private final Graph graph;

    PopularVideoRepository(Graph graph) {
        this.graph = graph;
    }

    /** Public videos with visible likes, by authors of the same side of adulthood, liked by users of the same band. */
    private static Cypher text(UserOrder order) {
        return Cypher.of("""
                UNWIND $keys AS key
                MATCH (member:User {id: key.member})
                CALL (key, member) {
                  {lowest}
                  {highest}
                  WITH lowest, highest, toFloat(highest - lowest) AS width
                  UNWIND range(0, {steps} - 1) AS number
                  WITH lowest, highest, width, (number + 0.5) / {steps} AS step
                  UNWIND [lowest, lowest + toInteger(width * step), lowest + toInteger(width ^ step) - 1,
                    highest - toInteger(width ^ step)] AS place
                  {run}
                  WITH DISTINCT member, person, key
                  WHERE {sameBand} AND {isPresent} AND {countsByTaste}
                  CALL (person, key) {
                    {activities}
                  }
                  WITH member, person, kind, video AS id
                  WHERE kind <> 'PUBLISHED'
                  WITH member, id, collect(DISTINCT person.id) AS likers
                  WHERE size(likers) >= {fewest}
                  ORDER BY size(likers) DESC, id DESC
                  LIMIT {considered}
                  MATCH (video:Video {id: id})<-[:POSTED]-(author:User)
                  WHERE {isTaste} AND NOT {adultAndMinor}
                  WITH id, size([liker IN likers WHERE liker <> author.id]) AS liked,
                    COUNT { (video)<-[:LIKED]-() } AS likes
                  WHERE liked >= {fewest}
                  ORDER BY liked DESC, likes DESC, id DESC
                  LIMIT {kept}
                  RETURN collect(id) AS videos
                }
                RETURN key.index AS index, videos
                """)
                .with("lowest", order.lowest("key"))
                .with("highest", order.highest("key"))
                .with("steps", STEPS)
                .with("run", order.run("key", RUN))
                .with("sameBand", AgeBand.same("member", "person"))
                .with("isPresent", Visibility.isPresent("person"))
                .with("countsByTaste", PrivacySetting.SUGGEST_BY_VIDEO_TASTE.of("person"))
                .with("fewest", FEWEST)
                .with("activities", VideoActivity.of("person", "key.until"))
                .with("considered", 4 * KEPT)
                .with("isTaste", VideoVisibility.isTaste("video"))
                .with("adultAndMinor", AgeBand.adultAndMinor("member", "author"))
                .with("kept", KEPT);
    }

    /** Returns the popular videos of regions and bands, the most popular first. A region without users has none. */
    Map<PopularKey, List<Long>> lists(Set<PopularKey> keys) {
        Map<PopularKey, List<Long>> lists = new HashMap<>();
        List<PopularKey> inRegions = new ArrayList<>();
        List<PopularKey> everywhere = new ArrayList<>();
        keys.forEach(key -> (key.region() == null ? everywhere : inRegions).add(key));
        if (!inRegions.isEmpty()) {
            lists.putAll(read(IN_REGION, inRegions));
        }
        if (!everywhere.isEmpty()) {
            lists.putAll(read(EVERYWHERE, everywhere));
        }
        return lists;
    }

    private Map<PopularKey, List<Long>> read(Statement statement, List<PopularKey> keys) {
        return graph.readByKey(
                statement,
                keys,
                key -> Map.of(
                        "member",
                        key.member().value(),
                        "region",
                        key.region() == null ? "" : key.region(),
                        "until",
                        Times.parameter(FeedRepository.ALWAYS)),
                Map.of("each", EACH),
                (key, row) -> row.get("videos").asList(video -> video.asLong()));
    }
}
