package io.mutuals.neo4j;

import static org.assertj.core.api.Assertions.assertThat;

import io.mutuals.SideBySide;
import io.mutuals.api.ErrorCode;
import io.mutuals.api.RequestException;
import org.junit.jupiter.api.Test;
import org.neo4j.driver.exceptions.AuthenticationException;
import org.neo4j.driver.exceptions.ClientException;
import org.neo4j.driver.exceptions.ServiceUnavailableException;
import org.neo4j.driver.exceptions.TransientException;

@SideBySide
class OutageTest {

    @Test
    void theDatabasesStateIsToldApartFromAWrongStatement() {
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
