package io.mutuals.neo4j;

import static org.assertj.core.api.Assertions.assertThat;

import io.mutuals.SideBySide;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** How statements are sent: with one parameter, so that Neo4j plans each once, whatever the types and sizes of what it is given. */
@SideBySide
class StatementTest {

    @Test
    void everyParameterIsReadFromTheOneMap() {
        Statement statement = new Statement(
                "test", "UNWIND $keys AS key MATCH (u:User {id: key.id}) WHERE u.at < $now RETURN u LIMIT $limit2");
        assertThat(statement.text())
                .isEqualTo(
                        "UNWIND $in.keys AS key MATCH (u:User {id: key.id}) WHERE u.at < $in.now RETURN u LIMIT $in.limit2");
        assertThat(Statement.parameters(Map.of("keys", List.of(1))))
                .isEqualTo(Map.of("in", Map.of("keys", List.of(1))));
    }

    @Test
    void whatIsNoParameterStaysAsItIs() {
        assertThat(new Statement("test", "RETURN 'US$' + '$1' AS price").text())
                .isEqualTo("RETURN 'US$' + '$1' AS price");
    }
}
