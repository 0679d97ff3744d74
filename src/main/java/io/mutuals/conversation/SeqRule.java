package io.mutuals.conversation;

import io.mutuals.importer.RowRule;
import io.mutuals.neo4j.Graph;
import io.mutuals.neo4j.Statement;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Requires that the messages of a conversation are numbered 1, 2, 3 … up to its lastSeq, in order, and that each has
 * content.
 */
final class SeqRule implements RowRule {

    private static final Statement LAST_SEQS =
            new Statement("import.declaredLastSeqs", "MATCH (c:Conversation) RETURN c.id AS id, c.lastSeq AS lastSeq");

    private final Map<Long, Progress> conversations = new HashMap<>();

    SeqRule(Graph graph) {
        graph.stream(
                LAST_SEQS,
                Map.of(),
                Duration.ofMinutes(5),
                row -> conversations.put(
                        row.get("id").asLong(), new Progress(row.get("lastSeq").asInt())));
    }

    @Override
    public Optional<String> violation(Map<String, @Nullable Object> row) {
        if (row.get("body") == null && row.get("sharedVideo") == null) {
            return Optional.of("a message must have a body or share a video");
        }
        Long conversation = (Long) row.get("conversation");
        Progress progress = Objects.requireNonNull(conversations.get(conversation));
        long seq = (Long) Objects.requireNonNull(row.get("seq"));
        if (seq > progress.lastSeq) {
            return Optional.of("seq " + seq + " is beyond the lastSeq of the conversation, " + progress.lastSeq);
        }
        if (seq != progress.seq + 1) {
            return Optional.of("seq must be " + (progress.seq + 1) + ", not " + seq
                    + ": the messages of a conversation stand in order, without gaps");
        }
        progress.seq++;
        return Optional.empty();
    }

    @Override
    public Optional<String> violationAtEnd() {
        return conversations.entrySet().stream()
                .filter(entry -> entry.getValue().seq < entry.getValue().lastSeq)
                .findFirst()
                .map(entry -> "the file ends, but conversation " + entry.getKey() + " has only messages up to seq "
                        + entry.getValue().seq + ", and its lastSeq is " + entry.getValue().lastSeq);
    }

    /** The seq of the last row read for a conversation. */
    private static final class Progress {
        private final int lastSeq;
        private int seq;

        Progress(int lastSeq) {
            this.lastSeq = lastSeq;
        }
    }
}
