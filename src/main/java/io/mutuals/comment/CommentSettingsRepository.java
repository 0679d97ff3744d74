package io.mutuals.comment;

import io.mutuals.api.UserId;
import io.mutuals.changelog.ChangeLog;
import io.mutuals.neo4j.Cypher;
import io.mutuals.neo4j.Graph;
import io.mutuals.neo4j.Graph.Transaction;
import io.mutuals.neo4j.Statement;
import io.mutuals.user.Visibility;
import io.mutuals.video.VideoKey;
import io.mutuals.video.VideoVisibility;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.neo4j.driver.Value;
import org.springframework.stereotype.Repository;

/** Reads and stores what authors decide about comments. */
@Repository
class CommentSettingsRepository {

    private static final Statement IS_AUTHOR = new Statement(
            "comments.isAuthor",
            Cypher.of("""
            {forEachKey}
            MATCH {maySeeVideo}
            RETURN author = viewer AS isAuthor
            """).with("forEachKey", Visibility.FOR_EACH_KEY).with("maySeeVideo", VideoVisibility.OF_KEY));

    private static final Statement SET_POLICY = new Statement("comments.setPolicy", """
            MATCH (video:Video {id: $video})
            SET video.commentPolicy = $policy
            WITH video
            """ + ChangeLog.appending("video"));

    private static final Statement WORDS = new Statement("comments.words", """
            UNWIND $keys AS key
            MATCH (user:User {id: key.user})
            RETURN key.index AS index, coalesce(user.commentBlockedWords, []) AS words
            """);

    private static final Statement SET_WORDS = new Statement("comments.setWords", """
            MATCH (user:User {id: $user})
            SET user.commentBlockedWords = $words
            """);

    private final Graph graph;

    CommentSettingsRepository(Graph graph) {
        this.graph = graph;
    }

    /** Returns whether the viewer is the author of a video; empty if they may not see it. */
    Optional<Boolean> isAuthor(Transaction transaction, VideoKey key) {
        return transaction.run(IS_AUTHOR, Map.of("keys", List.of(key.parameters()))).stream()
                .findFirst()
                .map(row -> row.get("isAuthor").asBoolean());
    }

    /** Must be the last statement of its transaction. */
    void setPolicy(Transaction transaction, VideoKey key, CommentPolicy policy) {
        Map<String, Object> parameters =
                new HashMap<>(ChangeLog.parameters(List.of(CommentsInMemory.onVideo(key.video()))));
        parameters.put("video", key.video().value());
        parameters.put("policy", policy.name());
        transaction.run(SET_POLICY, parameters);
    }

    /** Returns the blocked words of users, as they wrote them. */
    Map<WordsKey, List<String>> words(Set<WordsKey> keys) {
        return graph.readByKey(
                WORDS,
                keys,
                key -> Map.of("user", key.user().value()),
                Map.of(),
                (key, row) -> row.get("words").asList(Value::asString));
    }

    void setWords(Transaction transaction, UserId user, List<String> words) {
        transaction.run(SET_WORDS, Map.of("user", user.value(), "words", words));
    }

    /** Identifies the blocked words of the viewer. */
    record WordsKey(UserId user) {}
}
