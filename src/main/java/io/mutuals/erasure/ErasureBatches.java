package io.mutuals.erasure;

import io.mutuals.changelog.ChangeLog;
import io.mutuals.changelog.Fact;
import io.mutuals.neo4j.Graph;
import io.mutuals.neo4j.Statement;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.neo4j.driver.Record;
import org.springframework.stereotype.Component;

/** Runs the statements of {@linkplain ErasureStep steps}, each in a transaction of its own. Thread-safe. */
@Component
public class ErasureBatches {

    /** How many relationships or nodes a statement erases. */
    private static final int MOST = 500;

    private static final Duration TIME_LIMIT = Duration.ofMinutes(1);

    private final Graph graph;
    private final ChangeLog log;

    ErasureBatches(Graph graph, ChangeLog log) {
        this.graph = graph;
        this.log = log;
    }

    /**
     * Erases a batch.
     *
     * @param statement erases at most {@code $most} things of {@code $user}, in whose place {@code $pseudonym} may
     *     stay, and returns a row for each
     * @param facts returns what changed of the facts in memory
     * @return whether anything was erased
     */
    public boolean run(Statement statement, ErasedUser user, Function<List<Record>, ? extends Collection<Fact>> facts) {
        Map<String, Object> parameters = new HashMap<>(user.parameters());
        parameters.put("most", MOST);
        return graph.write(statement.name(), TIME_LIMIT, transaction -> {
            List<Record> rows = transaction.run(statement, parameters);
            log.append(transaction, facts.apply(rows));
            return !rows.isEmpty();
        });
    }

    /** Erases a batch of what memory does not hold. */
    public boolean run(Statement statement, ErasedUser user) {
        return run(statement, user, rows -> List.of());
    }
}
