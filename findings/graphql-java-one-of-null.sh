#!/usr/bin/env bash
# graphql-java 25.1: `{a: null}` for a @oneOf input passes validation.
# Guess: exactly one field, and not null: a literal null is a validation error, as two fields are.
# Seen:  two fields are a ValidationError; the null passes validation.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"

cat >pom.xml <<'XML'
<project>
  <modelVersion>4.0.0</modelVersion>
  <groupId>findings</groupId>
  <artifactId>finding</artifactId>
  <version>1</version>
  <packaging>pom</packaging>
  <dependencies>
    <dependency><groupId>com.graphql-java</groupId><artifactId>graphql-java</artifactId><version>25.1</version></dependency>
    <dependency><groupId>org.slf4j</groupId><artifactId>slf4j-nop</artifactId><version>2.0.17</version></dependency>
  </dependencies>
</project>
XML
mvn -q -Dstyle.color=never org.apache.maven.plugins:maven-dependency-plugin:3.8.1:build-classpath -Dmdep.outputFile=classpath

cat >Main.java <<'JAVA'
import graphql.language.Document;
import graphql.parser.Parser;
import graphql.schema.*;
import graphql.schema.idl.*;
import graphql.validation.*;
import java.util.*;

public class Main {
    public static void main(String[] args) {
        String sdl = "input By @oneOf { a: Int b: Int } type Query { find(by: By!): Int }";
        GraphQLSchema schema = new SchemaGenerator().makeExecutableSchema(
                new SchemaParser().parse(sdl), RuntimeWiring.MOCKED_WIRING);
        System.out.println("graphql-java 25.1");
        System.out.println("expected: a validation error for each");
        List<Boolean> valid = new ArrayList<>();
        for (String by : List.of("{a: 1, b: 2}", "{a: null}")) {
            Document document = new Parser().parseDocument("{ find(by: " + by + ") }");
            List<?> errors = new Validator().validateDocument(schema, document, Locale.ROOT);
            System.out.println("seen:     " + by + " validation: " + errors);
            valid.add(errors.isEmpty());
        }
        System.exit(valid.equals(List.of(false, true)) ? 0 : 1);
    }
}
JAVA
java -cp "$(cat classpath)" Main.java
