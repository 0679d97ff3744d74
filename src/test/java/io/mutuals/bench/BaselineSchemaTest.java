package io.mutuals.bench;

import static org.assertj.core.api.Assertions.assertThat;

import graphql.introspection.IntrospectionQuery;
import io.mutuals.SideBySide;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.neo4j.driver.GraphDatabase;

/** The baseline of the load test keeps up with the schema. */
@SideBySide
class BaselineSchemaTest {

    @Test
    void theBaselineHasTheWholeSchema() throws IOException {
        // Introspection reads nothing, so the driver never connects.
        try (var driver = GraphDatabase.driver("bolt://localhost:1")) {
            var answer = OneQueryPerField.over(driver).execute(IntrospectionQuery.INTROSPECTION_QUERY);
            assertThat(answer.getErrors()).isEmpty();
            assertThat(answer.<Object>getData()).isNotNull();
        }
    }
}
