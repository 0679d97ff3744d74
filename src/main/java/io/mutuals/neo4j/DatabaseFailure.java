package io.mutuals.neo4j;

import java.util.Set;
import org.neo4j.driver.exceptions.AuthenticationException;
import org.neo4j.driver.exceptions.ClientException;
import org.neo4j.driver.exceptions.Neo4jException;

/**
 * Classifies failures of Neo4j by what they mean to the waiting client, based on the list of status codes of Neo4j. The
 * exception classes of the driver do not suffice: a {@link ClientException} is thrown for failures that the state of a
 * server causes as well as for invalid statements.
 */
enum DatabaseFailure {
    /** Neo4j cannot be reached, is too slow, or cannot work at present. Counts for the circuit breaker. */
    OUTAGE,
    /**
     * Concurrent changes of the same rows took too long. The same request may succeed later, and other requests succeed
     * now.
     */
    CONTENTION,
    /** A unique constraint refused the change. */
    CONSTRAINT,
    /** The statement is invalid, or Neo4j failed to run it: a defect. */
    DEFECT;

    private static final String CONSTRAINT_CODE = "Neo.ClientError.Schema.ConstraintValidationFailed";

    /** LockClientStopped ends a transaction whose time is up while it waits for a lock. */
    private static final Set<String> CONTENDED = Set.of(
            "Neo.ClientError.Transaction.LockClientStopped",
            "Neo.TransientError.Transaction.LockClientStopped",
            "Neo.TransientError.Transaction.LockAcquisitionTimeout",
            "Neo.TransientError.Transaction.DeadlockDetected",
            "Neo.TransientError.Transaction.ConstraintsChanged",
            "Neo.TransientError.Transaction.Outdated",
            "Neo.TransientError.General.EntityIdNotFound",
            "Neo.TransientError.Security.ModifiedConcurrently");

    /** Codes of the class ClientError that depend on the server, not on the statement. */
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

    /** Codes of the class DatabaseError that usually depend on the statement, and so must be reported as defects. */
    private static final Set<String> FAILED_AT_THE_STATEMENT = Set.of(
            "Neo.DatabaseError.General.UnknownError",
            "Neo.DatabaseError.Statement.ExecutionFailed",
            "Neo.DatabaseError.Statement.RemoteExecutionFailed");

    private static final String SECURITY = "Neo.ClientError.Security.";
    private static final String CLIENT = "Neo.ClientError.";

    /** Classifies an exception of the driver. */
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
        // An exception without a code of Neo4j comes from the driver, which had no connection in time.
        boolean fromServer = code.startsWith("Neo.");
        boolean serverState = STATE_OF_THE_SERVER.contains(code) || code.startsWith(SECURITY);
        boolean clientError = code.startsWith(CLIENT) || thrown instanceof ClientException;
        return fromServer && !serverState && (clientError || FAILED_AT_THE_STATEMENT.contains(code)) ? DEFECT : OUTAGE;
    }
}
