package io.mutuals.report;

import io.mutuals.api.CommentId;
import io.mutuals.api.MessageId;
import io.mutuals.api.UserId;
import io.mutuals.comment.Comments;
import io.mutuals.conversation.Transcripts;
import io.mutuals.neo4j.Cypher;
import io.mutuals.neo4j.Graph;
import io.mutuals.neo4j.Statement;
import io.mutuals.security.Viewer;
import io.mutuals.user.User;
import io.mutuals.user.Visibility;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Repository;

/** Reads the evidence of a report, as far as the reporter may see it, in the transaction that stores the report. */
@Repository
class ReportEvidenceRepository {

    private static final Statement LOCK_REPORTER =
            new Statement("reports.lockReporter", Cypher.of("""
            MATCH (reporter:User {id: $reporter})
            SET reporter.locked = true
            RETURN {reporter} AS reporter
            """).with("reporter", User.projection("reporter")));

    private static final Statement USER = new Statement(
            "reports.user",
            Cypher.of("""
            {forEachKey}
            MATCH (user:User {id: key.user})
            WHERE {maySee} OR EXISTS { (viewer)-[:BLOCKED]->(user) }
            RETURN {user} AS user
            """)
                    .with("forEachKey", Visibility.FOR_EACH_KEY)
                    .with("maySee", Visibility.maySee("user"))
                    .with("user", User.projection("user")));

    private final Transcripts transcripts;
    private final Comments comments;
    private final ReportProperties properties;

    ReportEvidenceRepository(Transcripts transcripts, Comments comments, ReportProperties properties) {
        this.transcripts = transcripts;
        this.comments = comments;
        this.properties = properties;
    }

    /**
     * Locks the reporter, so that no other report of theirs is made before the transaction ends. Empty when there is no
     * such account.
     */
    Optional<RecordedUser> lockedReporter(Graph.Transaction transaction, long reporter) {
        return transaction.run(LOCK_REPORTER, Map.of("reporter", reporter)).stream()
                .findFirst()
                .map(row -> RecordedUser.of(User.from(row.get("reporter"))));
    }

    /** Reads a message with the messages around it; empty when the reporter cannot read it. */
    Optional<ReportEvidence> message(Graph.Transaction transaction, UserId reporter, MessageId message) {
        return transcripts
                .around(transaction, reporter, message, properties.context())
                .map(MessageEvidence::of);
    }

    /**
     * Reads a comment with the one that it answers; empty when it was deleted, or the reporter cannot read it. The
     * answered one is missing when the reporter cannot read that.
     */
    Optional<ReportEvidence> comment(Graph.Transaction transaction, Viewer reporter, CommentId comment) {
        return comments.find(transaction, reporter, comment)
                .filter(found -> found.body() != null)
                .map(found -> CommentEvidence.of(
                        found,
                        found.answers() == null
                                ? null
                                : comments.find(transaction, reporter, found.answers())
                                        .orElse(null)));
    }

    /**
     * Reads a user; empty when the reporter may not see them. A user whom the reporter blocks can still be reported.
     */
    Optional<ReportEvidence> user(Graph.Transaction transaction, UserId reporter, UserId user) {
        Map<String, Object> key = Map.of("viewer", reporter.value(), "user", user.value());
        return transaction.run(USER, Map.of("keys", List.of(key))).stream()
                .findFirst()
                .map(row -> new UserEvidence(RecordedUser.of(User.from(row.get("user")))));
    }
}
