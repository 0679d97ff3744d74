package io.mutuals.suggestion;

import io.mutuals.graph.Statement;
import io.mutuals.user.Visibility;
import io.mutuals.video.LikesInCommon;
import io.mutuals.video.VideoProperties;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Repository;

/**
 * People who like the same rare videos as the viewer, by the sum over these of 1 / ln(likes).
 *
 * <p>What more than {@link VideoProperties#rareLikes} people like says nothing and is not walked. It takes
 * {@link SourceProperties#commonLikes} videos: one may be chance.
 */
@Repository
class VideoTasteSource implements CandidateSource {

    private static final Statement FIND = new Statement("suggestions.byVideoTaste", """
            %1$s, %2$s AS friends
            CALL (viewer, hidden, friends) {
              %3$s
              WITH viewer, hidden, friends, candidate, count(*) AS videos, sum(weight) AS evidence
              WHERE videos >= $commonLikes AND NOT candidate IN friends AND %4$s
              %5$s
            }
            RETURN key.index AS index, found
            """.formatted(
                    Visibility.FOR_EACH_KEY,
                    Visibility.FRIENDS_OF_VIEWER,
                    likersOfTheSame(),
                    Evidence.MAY_SHARE_LIKES,
                    CandidateSearch.STRONGEST));

    private final CandidateSearch search;

    VideoTasteSource(CandidateSearch search) {
        this.search = search;
    }

    /**
     * Cypher clauses, where {@code viewer}, {@code hidden} and {@code friends} are in scope: a row with {@code candidate} and
     * {@code weight} for each rare video that the viewer lately liked, and each who likes it too.
     */
    static String likersOfTheSame() {
        return """
                MATCH (viewer)-[like:LIKED]->(video:Video)
                WITH viewer, hidden, friends, like, video
                ORDER BY like.at DESC, video.id DESC
                LIMIT $latestLikes
                WITH viewer, hidden, friends, video, %1$s AS likes
                WHERE likes <= $rareLikes
                MATCH (video)<-[:POSTED]-(author:User)
                WHERE %2$s
                WITH viewer, hidden, friends, video, %3$s AS weight
                MATCH (video)<-[:LIKED]-(candidate:User)
                WHERE candidate <> viewer""".formatted(LikesInCommon.LIKES, Visibility.maySee("author"), Candidate.weight("likes"));
    }

    @Override
    public SuggestionSource kind() {
        return SuggestionSource.VIDEO_TASTE;
    }

    /**
     * {@inheritDoc}
     *
     * <p>Touches every like and every friendship of the viewer once, and at most {@code latestLikes} x {@code rareLikes} likes of others:
     * 5,000.
     */
    @Override
    public Map<Long, List<Candidate>> find(Set<Long> viewers, int limit) {
        return search.find(FIND, viewers, limit);
    }
}
