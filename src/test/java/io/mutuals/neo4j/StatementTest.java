package io.mutuals.neo4j;

import static org.assertj.core.api.Assertions.assertThat;

import io.mutuals.SideBySide;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Tests that all parameters are sent in one map, so that Neo4j plans a statement once whatever their types and sizes.
 */
@SideBySide
class StatementTest {

    @Test
    void everyParameterIsReadFromTheMap() {
        Statement statement = new Statement(
                "test", "UNWIND $keys AS key MATCH (u:User {id: key.id}) WHERE u.at < $now RETURN u LIMIT $limit2");
        assertThat(statement.text())
                .isEqualTo("UNWIND $in.keys AS key MATCH (u:User {id: key.id}) WHERE u.at < $in.now RETURN u "
                        + "LIMIT $in.limit2");
        assertThat(Statement.parameters(Map.of("keys", List.of(1))))
                .isEqualTo(Map.of("in", Map.of("keys", List.of(1))));
    }

    @Test
    void textThatIsNotAParameterIsKept() {
        assertThat(new Statement("test", "RETURN 'US$' + '$1' AS price").text())
                .isEqualTo("RETURN 'US$' + '$1' AS price");
    }
}
