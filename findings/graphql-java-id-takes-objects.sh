#!/usr/bin/env bash
# graphql-java 25.1: a variable of type ID takes any value, as Java's text of it.
# Guess: ID accepts a string or an integer; a list, an object, a boolean or a fraction is an error, as for String.
# Seen:  the resolver gets the texts "{a=1}", "[1, 2]", "true" and "1.5"; String refuses the same values.
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
import graphql.*;
import graphql.schema.*;
import graphql.schema.idl.*;
import java.util.*;

public class Main {
    public static void main(String[] args) {
        String sdl = "type Query { id(v: ID): String string(v: String): String }";
        DataFetcher<?> echo = environment -> "got " + environment.getArgument("v");
        GraphQLSchema schema = new SchemaGenerator().makeExecutableSchema(
                new SchemaParser().parse(sdl),
                RuntimeWiring.newRuntimeWiring()
                        .type("Query", type -> type.dataFetcher("id", echo).dataFetcher("string", echo))
                        .build());
        GraphQL graphql = GraphQL.newGraphQL(schema).build();
        System.out.println("graphql-java 25.1");
        System.out.println("expected: an error for each");
        int taken = 0;
        for (Object value : List.of(Map.of("a", 1), List.of(1, 2), true, 1.5)) {
            for (String type : List.of("ID", "String")) {
                String query = "query ($v: " + type + ") { " + (type.equals("ID") ? "id" : "string") + "(v: $v) }";
                ExecutionResult result = graphql.execute(
                        ExecutionInput.newExecutionInput(query).variables(Map.of("v", value)).build());
                System.out.println("seen:     " + value + " as " + type + ": " + result.toSpecification());
                if (type.equals("ID") && result.getErrors().isEmpty()) taken++;
            }
        }
        System.exit(taken > 0 ? 0 : 1);
    }
}
JAVA
java -cp "$(cat classpath)" Main.java
