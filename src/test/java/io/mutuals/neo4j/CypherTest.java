package io.mutuals.neo4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.mutuals.SideBySide;
import org.junit.jupiter.api.Test;

@SideBySide
class CypherTest {

    @Test
    void replacesEveryPlaceholderAndKeepsBracesOfCypher() {
        String text = Cypher.of("MATCH (user:User {id: $id})-[:KNOWS]->{1,2}(x) WHERE {maySee} RETURN {user}, {maySee}")
                .with("maySee", "EXISTS { (user) } AND '$1' <> '\\'")
                .with("user", "user {.id}")
                .text();

        assertThat(text)
                .isEqualTo("MATCH (user:User {id: $id})-[:KNOWS]->{1,2}(x) WHERE EXISTS { (user) } AND '$1' <> '\\'"
                        + " RETURN user {.id}, EXISTS { (user) } AND '$1' <> '\\'");
    }

    @Test
    void doesNotReplaceBracesInAFragment() {
        assertThat(Cypher.of("{one} {other}")
                        .with("one", "{other}")
                        .with("other", 2)
                        .text())
                .isEqualTo("{other} 2");
    }

    @Test
    void rejectsAnUnknownPlaceholder() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Cypher.of("RETURN {user}").with("usr", "user"))
                .withMessageContaining("{usr}");
    }

    @Test
    void rejectsASecondFragmentForAPlaceholder() {
        Cypher filled = Cypher.of("RETURN {user}").with("user", "user");

        assertThatIllegalArgumentException().isThrownBy(() -> filled.with("user", "other"));
    }

    @Test
    void rejectsAMissingFragment() {
        assertThatIllegalStateException()
                .isThrownBy(() -> Cypher.of("RETURN {user}").text())
                .withMessageContaining("{user}");
    }
}
