package io.mutuals.neo4j;

import static org.assertj.core.api.Assertions.assertThat;

import io.mutuals.SideBySide;
import io.mutuals.api.ErrorCode;
import io.mutuals.api.RequestException;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.neo4j.driver.exceptions.AuthenticationException;
import org.neo4j.driver.exceptions.ClientException;
import org.neo4j.driver.exceptions.DatabaseException;
import org.neo4j.driver.exceptions.Neo4jException;
import org.neo4j.driver.exceptions.ServiceUnavailableException;
import org.neo4j.driver.exceptions.TransientException;
import org.neo4j.kernel.api.exceptions.Status;

@SideBySide
class OutageTest {

    /** The whole list of Neo4j: what of it that its client is blamed for is the state of the server all the same. */
    private static final Set<String> STATE = Set.of(
            "Cluster.NotALeader",
            "Cluster.Routing",
            "Database.DatabaseNotFound",
            "General.ForbiddenOnReadOnlyDatabase",
            "General.UpgradeRequired",
            "General.WriteOnReadOnlyAccessDatabase",
            "Procedure.ProcedureTimedOut",
            "Routing.DbmsInPanic",
            "Routing.RoutingFailed",
            "Security.AuthenticationRateLimit",
            "Security.AuthorizationExpired",
            "Security.CredentialsExpired",
            "Security.Forbidden",
            "Security.TokenExpired",
            "Security.Unauthorized",
            "Transaction.InvalidBookmark",
            "Transaction.InvalidBookmarkMixture",
            "Transaction.Terminated",
            "Transaction.TransactionMarkedAsFailed",
            "Transaction.TransactionNotFound",
            "Transaction.TransactionTimedOut",
            "Transaction.TransactionTimedOutClientConfiguration");

    private static final Set<String> CONTENDED = Set.of(
            "Transaction.LockClientStopped",
            "Transaction.LockAcquisitionTimeout",
            "Transaction.DeadlockDetected",
            "Transaction.ConstraintsChanged",
            "Transaction.Outdated",
            "General.EntityIdNotFound",
            "Security.ModifiedConcurrently");

    private static final Set<String> DEFECTS_OF_THE_DATABASE =
            Set.of("General.UnknownError", "Statement.ExecutionFailed", "Statement.RemoteExecutionFailed");

    @Test
    void everyStatusCodeOfNeo4jIsTheStateOfTheDatabaseOrADefect() {
        Set<String> seen = new HashSet<>();
        for (Status status : Status.Code.all()) {
            String code = status.code().serialize();
            String kind = code.substring(code.indexOf('.', "Neo.".length()) + 1);
            DatabaseFailure expected = switch (status.code().classification()) {
                case TransientError -> CONTENDED.contains(kind) ? DatabaseFailure.CONTENTION : DatabaseFailure.OUTAGE;
                case DatabaseError ->
                    DEFECTS_OF_THE_DATABASE.contains(kind) ? DatabaseFailure.DEFECT : DatabaseFailure.OUTAGE;
                case ClientError ->
                    kind.equals("Schema.ConstraintValidationFailed")
                            ? DatabaseFailure.CONSTRAINT
                            : CONTENDED.contains(kind)
                                    ? DatabaseFailure.CONTENTION
                                    : STATE.contains(kind) ? DatabaseFailure.OUTAGE : DatabaseFailure.DEFECT;
                case ClientNotification -> null;
            };
            if (expected != null) {
                seen.add(kind);
                assertThat(DatabaseFailure.of(thrown(status.code().classification(), code)))
                        .as(code)
                        .isEqualTo(expected);
            }
        }
        assertThat(seen)
                .hasSizeGreaterThan(120)
                .containsAll(STATE)
                .containsAll(CONTENDED)
                .containsAll(DEFECTS_OF_THE_DATABASE);
    }

    /** As the driver makes them of what the server says. */
    private static Neo4jException thrown(Status.Classification classification, String code) {
        return switch (classification) {
            case ClientError -> new ClientException(code, "no");
            case TransientError -> new TransientException(code, "not now");
            default -> new DatabaseException(code, "broken");
        };
    }

    @Test
    void changesThatMeetInTheSameRowsAreNoOutage() {
        assertThat(Graph.isOutage(new ClientException("Neo.ClientError.Transaction.LockClientStopped", "waited")))
                .isFalse();
        assertThat(Graph.isOutage(new TransientException("Neo.TransientError.Transaction.DeadlockDetected", "met")))
                .isFalse();
    }

    @Test
    void outagesAreDistinguishedFromInvalidStatements() {
        assertThat(Graph.isOutage(new ServiceUnavailableException("gone"))).isTrue();
        assertThat(Graph.isOutage(new TransientException("Neo.TransientError.General.OutOfMemoryError", "full")))
                .isTrue();
        assertThat(Graph.isOutage(new AuthenticationException("Neo.ClientError.Security.Unauthorized", "no")))
                .isTrue();
        assertThat(Graph.isOutage(new ClientException("Neo.ClientError.Transaction.TransactionTimedOut", "slow")))
                .isTrue();
        assertThat(Graph.isOutage(new ClientException("Unable to acquire connection from the pool")))
                .isTrue();
        assertThat(Graph.isOutage(new ClientException("Neo.ClientError.Statement.SyntaxError", "what?")))
                .isFalse();
        assertThat(Graph.isOutage(new RequestException(ErrorCode.INVALID_ID, "x")))
                .isFalse();
    }
}
