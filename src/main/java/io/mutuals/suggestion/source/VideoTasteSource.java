package io.mutuals.suggestion.source;

import io.mutuals.neo4j.Cypher;
import io.mutuals.suggestion.evidence.Evidence;
import io.mutuals.suggestion.evidence.SourceProperties;
import io.mutuals.suggestion.evidence.SuggestionSource;
import io.mutuals.suggestion.friendgraph.AdamicAdar;
import io.mutuals.user.Visibility;
import io.mutuals.video.LikesInCommon;
import io.mutuals.video.VideoProperties;
import io.mutuals.video.VideoVisibility;
import org.springframework.stereotype.Component;

/**
 * Finds users who like the same rare videos as the viewer, by the sum over these of 1 / ln(likes).
 *
 * <p>A video with more than {@link VideoProperties#rareLikes} likes is no evidence and is not walked. At least
 * {@link SourceProperties#commonLikes} videos are needed: one may be chance.
 */
@Component
class VideoTasteSource implements CandidateSource {

    private static final String CLAUSES = Cypher.of("""
            {likersOfTheSame}
            WITH viewer, hidden, excluded, candidate, count(*) AS videos, sum(weight) AS evidence
            WHERE videos >= $commonLikes AND NOT candidate IN excluded AND {mayShareLikes}""")
            .with("likersOfTheSame", likersOfTheSame())
            .with("mayShareLikes", Evidence.MAY_SHARE_LIKES)
            .text();

    /**
     * Returns Cypher clauses, with {@code viewer}, {@code hidden} and {@code excluded} in scope, that end with a row of
     * {@code candidate} and {@code weight} for each rare video that the viewer liked lately and each other user who
     * likes it.
     */
    static String likersOfTheSame() {
        return Cypher.of("""
                MATCH (viewer)-[like:LIKED]->(video:Video)
                WITH viewer, hidden, excluded, like, video
                ORDER BY like.at DESC, video.id DESC
                LIMIT $latestLikes
                WITH viewer, hidden, excluded, video, {likes} AS likes
                WHERE likes <= $rareLikes AND {isTaste}
                MATCH (video)<-[:POSTED]-(author:User)
                WHERE {maySee}
                WITH viewer, hidden, excluded, video, {weight} AS weight
                MATCH (video)<-[:LIKED]-(candidate:User)
                WHERE candidate <> viewer""")
                .with("likes", LikesInCommon.LIKES)
                .with("isTaste", VideoVisibility.isTaste("video"))
                .with("maySee", Visibility.maySee("author"))
                .with("weight", AdamicAdar.weight("likes"))
                .text();
    }

    @Override
    public SuggestionSource kind() {
        return SuggestionSource.VIDEO_TASTE;
    }

    /**
     * {@inheritDoc}
     *
     * <p>Touches every like of the viewer once, and at most {@code latestLikes} x {@code rareLikes} likes of others:
     * 5,000.
     */
    @Override
    public String clauses() {
        return CLAUSES;
    }
}
