package io.mutuals.bench;

import static org.assertj.core.api.Assertions.assertThat;

import graphql.introspection.IntrospectionQuery;
import io.mutuals.Lane;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.neo4j.driver.GraphDatabase;

/** The baseline of the load test keeps up with the schema. */
class OneQueryPerFieldTest {

    @Test
    void theBaselineHasTheWholeSchema() throws IOException {
        try (var driver = GraphDatabase.driver(Lane.FIRST.neo4j().uri())) {
            var answer = OneQueryPerField.over(driver).execute(IntrospectionQuery.INTROSPECTION_QUERY);
            assertThat(answer.getErrors()).isEmpty();
            assertThat(answer.<Object>getData()).isNotNull();
        }
    }
}
