package io.mutuals.neo4j;

import java.util.Set;
import org.neo4j.driver.exceptions.AuthenticationException;
import org.neo4j.driver.exceptions.ClientException;
import org.neo4j.driver.exceptions.Neo4jException;

/**
 * What a failure of Neo4j means to the client that waits, by Neo4j's list of status codes. The classes of the driver do not tell: what a
 * server gives up because of its own state comes as a {@link ClientException} as often as what is wrong with a statement.
 */
enum DatabaseFailure {
    /** Neo4j cannot be reached, is too slow, or cannot work just now; after some of these it is left alone. */
    OUTAGE,
    /** Others changed the same rows at the same time, for too long. The same request may succeed later, and others succeed now. */
    CONTENTION,
    /** A unique constraint refused the change. */
    CONSTRAINT,
    /** The statement is wrong, or Neo4j failed at it: a defect. */
    DEFECT;

    private static final String CONSTRAINT_CODE = "Neo.ClientError.Schema.ConstraintValidationFailed";

    /** Ends a transaction that waits for a lock when its time is up, whoever holds the lock. */
    private static final Set<String> CONTENDED = Set.of(
            "Neo.ClientError.Transaction.LockClientStopped",
            "Neo.TransientError.Transaction.LockClientStopped",
            "Neo.TransientError.Transaction.LockAcquisitionTimeout",
            "Neo.TransientError.Transaction.DeadlockDetected",
            "Neo.TransientError.Transaction.ConstraintsChanged",
            "Neo.TransientError.Transaction.Outdated",
            "Neo.TransientError.General.EntityIdNotFound",
            "Neo.TransientError.Security.ModifiedConcurrently");

    /** Errors that Neo4j blames on its client, and that no other statement would avoid. */
    private static final Set<String> STATE_OF_THE_SERVER = Set.of(
            "Neo.ClientError.Cluster.NotALeader",
            "Neo.ClientError.Cluster.Routing",
            "Neo.ClientError.Database.DatabaseNotFound",
            "Neo.ClientError.General.ForbiddenOnReadOnlyDatabase",
            "Neo.ClientError.General.UpgradeRequired",
            "Neo.ClientError.General.WriteOnReadOnlyAccessDatabase",
            "Neo.ClientError.Procedure.ProcedureTimedOut",
            "Neo.ClientError.Routing.DbmsInPanic",
            "Neo.ClientError.Routing.RoutingFailed",
            "Neo.ClientError.Transaction.InvalidBookmark",
            "Neo.ClientError.Transaction.InvalidBookmarkMixture",
            "Neo.ClientError.Transaction.Terminated",
            "Neo.ClientError.Transaction.TransactionMarkedAsFailed",
            "Neo.ClientError.Transaction.TransactionNotFound",
            "Neo.ClientError.Transaction.TransactionTimedOut",
            "Neo.ClientError.Transaction.TransactionTimedOutClientConfiguration");

    /** Errors that Neo4j blames on itself while it runs a statement: as a rule only this one, whose incident should be seen. */
    private static final Set<String> FAILED_AT_THE_STATEMENT = Set.of(
            "Neo.DatabaseError.General.UnknownError",
            "Neo.DatabaseError.Statement.ExecutionFailed",
            "Neo.DatabaseError.Statement.RemoteExecutionFailed");

    private static final String SECURITY = "Neo.ClientError.Security.";
    private static final String CLIENT = "Neo.ClientError.";

    /** What {@code thrown} means. */
    static DatabaseFailure of(Neo4jException thrown) {
        if (thrown instanceof AuthenticationException) {
            return OUTAGE;
        }
        String code = thrown.code();
        if (CONTENDED.contains(code)) {
            return CONTENTION;
        }
        if (code.equals(CONSTRAINT_CODE)) {
            return CONSTRAINT;
        }
        // What has no code was not said by the database: the driver had no connection to it in time.
        boolean said = code.startsWith("Neo.");
        boolean state = STATE_OF_THE_SERVER.contains(code) || code.startsWith(SECURITY);
        boolean blamed = code.startsWith(CLIENT) || thrown instanceof ClientException;
        return said && !state && (blamed || FAILED_AT_THE_STATEMENT.contains(code)) ? DEFECT : OUTAGE;
    }
}
