package io.mutuals.erasure;

import io.mutuals.api.Ids;
import io.mutuals.api.UserId;
import io.mutuals.background.RetentionLoop;
import io.mutuals.cache.KeyScan;
import io.mutuals.cache.ReplicaLease;
import io.mutuals.neo4j.Graph;
import io.mutuals.neo4j.Statement;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Erases the accounts whose day has come, in the background: {@link ErasureStep}s of the features, in batches. An
 * erasure that was interrupted goes on where it was, on any replica, and two that run at once do no harm.
 */
@Component
public class Erasures extends RetentionLoop {

    private static final Logger log = LoggerFactory.getLogger(Erasures.class);

    /** Touches the accounts that are to be erased later than others. */
    private static final Statement NEXT = new Statement("erasure.next", """
            MATCH (user:Absent)
            WHERE user.deletionDueAt <= $now AND NOT user.id IN $failed
            WITH user
            ORDER BY user.deletionDueAt
            LIMIT 1
            SET user.locked = true
            WITH user
            WHERE user:Absent AND user.deletionDueAt <= $now
            SET user.erasedAs = coalesce(user.erasedAs, $pseudonym)
            RETURN user.id AS id, user.handle AS handle, user.erasedAs AS pseudonym
            """);

    private final Graph graph;
    private final Ids ids;
    private final List<ErasureStep> steps;
    private final Set<Long> failed = ConcurrentHashMap.newKeySet();

    Erasures(Graph graph, ReplicaLease lease, ErasureProperties properties, Ids ids, List<ErasureStep> steps) {
        super(
                "erasure",
                "Deleted accounts are still stored, hidden from everyone; the next run goes on erasing them",
                lease,
                "erasure:run",
                properties.every());
        this.graph = graph;
        this.ids = ids;
        this.steps =
                steps.stream().sorted(Comparator.comparing(ErasureStep::phase)).toList();
    }

    /** Erases the account that has been due for longest. One that fails keeps no other from being erased. */
    @Override
    protected boolean deleteBatch() {
        Optional<ErasedUser> next = next();
        if (next.isEmpty()) {
            failed.clear();
            return false;
        }
        ErasedUser user = next.get();
        try {
            steps.forEach(step -> erase(user, step));
        } catch (RuntimeException failure) {
            if (!Thread.currentThread().isInterrupted()) {
                // Names no one: logs outlive the erasure.
                log.warn("An account could not be erased; the next run tries again", failure);
                failed.add(user.user().value());
            }
        }
        return true;
    }

    private static void erase(ErasedUser user, ErasureStep step) {
        boolean more = true;
        while (more && !Thread.currentThread().isInterrupted()) {
            more = KeyScan.patiently(() -> step.eraseBatch(user));
        }
    }

    private Optional<ErasedUser> next() {
        return graph
                .write(
                        NEXT.name(),
                        transaction ->
                                transaction.run(NEXT, Map.of("failed", List.copyOf(failed), "pseudonym", ids.next())))
                .stream()
                .findFirst()
                .map(row -> new ErasedUser(
                        new UserId(row.get("id").asLong()),
                        row.get("handle").asString(),
                        new UserId(row.get("pseudonym").asLong())));
    }
}
