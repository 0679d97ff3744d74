package io.mutuals.guardian;

import io.mutuals.background.RetentionLoop;
import io.mutuals.cache.ReplicaLease;
import io.mutuals.neo4j.Graph;
import io.mutuals.neo4j.Statement;
import java.time.Duration;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Deletes invitations that have expired, and applications that were not decided in time. */
@Component
class GuardianRetention extends RetentionLoop {

    private static final Duration EVERY = Duration.ofHours(1);
    private static final int BATCH_SIZE = 1_000;

    private static final Statement FORGET = new Statement("guardians.forget", """
            CALL () {
              MATCH (invitation:GuardianInvitation)
              WHERE invitation.expiresAt < $now
              RETURN invitation AS old
              UNION
              MATCH (application:AccountApplication)
              WHERE application.appliedAt < $now - duration({milliseconds: $life})
              RETURN application AS old
            }
            WITH old
            LIMIT $most
            DETACH DELETE old
            RETURN count(*) AS forgotten
            """);

    private final Graph graph;
    private final Duration life;

    GuardianRetention(Graph graph, ReplicaLease lease, GuardianProperties properties) {
        super(
                "guardians-forget",
                "Applications of newcomers that have lapsed are still stored; the next run tries again",
                lease,
                "guardians:forget",
                EVERY);
        this.graph = graph;
        this.life = properties.applicationLife();
    }

    @Override
    protected boolean deleteBatch() {
        Map<String, Object> parameters = Map.of("life", life.toMillis(), "most", BATCH_SIZE);
        return graph.write(
                        FORGET.name(),
                        transaction -> transaction
                                .run(FORGET, parameters)
                                .getFirst()
                                .get("forgotten")
                                .asInt())
                == BATCH_SIZE;
    }
}
