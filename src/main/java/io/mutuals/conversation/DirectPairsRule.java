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
import org.roaringbitmap.longlong.Roaring64NavigableMap;

/** Requires that a DIRECT conversation has two participants, and that no other DIRECT conversation has the same two. */
final class DirectPairsRule implements RowRule {

    private static final Statement DIRECT = new Statement("import.existingDirects", """
            MATCH (conversation:Conversation {kind: 'DIRECT'})
            RETURN conversation.id AS id, conversation.pairKey AS pairKey
            """);

    private final Roaring64NavigableMap direct = new Roaring64NavigableMap();
    private final Map<Long, Long> firstOfTwo = new HashMap<>();
    private final Roaring64NavigableMap full = new Roaring64NavigableMap();
    private final Map<String, Long> pairs = new HashMap<>();

    DirectPairsRule(Graph graph) {
        graph.stream(DIRECT, Map.of(), Duration.ofMinutes(5), row -> {
            long id = row.get("id").asLong();
            direct.addLong(id);
            if (!row.get("pairKey").isNull()) {
                pairs.put(row.get("pairKey").asString(), id);
            }
        });
    }

    @Override
    public Optional<String> violation(Map<String, @Nullable Object> row) {
        Long conversation = (Long) Objects.requireNonNull(row.get("conversation"));
        if (!direct.contains(conversation)) {
            return Optional.empty();
        }
        if (full.contains(conversation)) {
            return Optional.of("the DIRECT conversation " + conversation + " has two participants already");
        }
        Long user = (Long) Objects.requireNonNull(row.get("user"));
        Long other = firstOfTwo.get(conversation);
        if (other == null) {
            firstOfTwo.put(conversation, user);
            return Optional.empty();
        }
        String pair = Math.min(user, other) + ":" + Math.max(user, other);
        Long same = pairs.putIfAbsent(pair, conversation);
        if (same != null && !same.equals(conversation)) {
            return Optional.of("the two have another DIRECT conversation, " + same);
        }
        firstOfTwo.remove(conversation);
        full.addLong(conversation);
        return Optional.empty();
    }

    @Override
    public Optional<String> violationAtEnd() {
        return firstOfTwo.keySet().stream()
                .findFirst()
                .map(conversation ->
                        "the file ends, but the DIRECT conversation " + conversation + " has only one participant");
    }
}
