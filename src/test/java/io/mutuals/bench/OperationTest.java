package io.mutuals.bench;

import static org.assertj.core.api.Assertions.assertThat;

import graphql.parser.Parser;
import graphql.validation.Validator;
import io.mutuals.SideBySide;
import java.io.IOException;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.neo4j.driver.GraphDatabase;

/** The operations of the load test. */
@SideBySide
class OperationTest {

    @Test
    void theSchemaKnowsEveryOperation() throws IOException {
        // Validation reads nothing, so the driver never connects.
        try (var driver = GraphDatabase.driver("bolt://localhost:1")) {
            var schema = OneQueryPerField.over(driver).getGraphQLSchema();
            assertThat(Stream.concat(Operation.MEASURED.stream(), Stream.of(Operation.SEND)))
                    .allSatisfy(operation -> assertThat(new Validator()
                                    .validateDocument(schema, Parser.parse(operation.query()), Locale.ROOT))
                            .isEmpty());
        }
    }
}
