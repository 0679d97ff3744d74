#!/usr/bin/env bash
# graphql-java 25.1: a null given to a variable of @include is thrown out of the execution.
# Guess: a variable with a default may be null (`$v: Boolean = true`), so the specification leaves it to the execution to
#        raise a field error; the call returns an ExecutionResult with one error, as every other wrong variable does.
# Seen:  GraphQL.execute throws; there is no ExecutionResult, and a server over it answers without a GraphQL body.
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
        String sdl = "type Query { name: String other: String }";
        GraphQLSchema schema = new SchemaGenerator().makeExecutableSchema(
                new SchemaParser().parse(sdl), RuntimeWiring.newRuntimeWiring().build());
        GraphQL graphql = GraphQL.newGraphQL(schema).build();
        Map<String, Object> nothing = new HashMap<>();
        nothing.put("v", null);
        System.out.println("graphql-java 25.1");
        System.out.println("expected: an ExecutionResult with an error");
        boolean thrown = true;
        for (String directive : List.of("include", "skip")) {
            String query = "query Q($v: Boolean = true) { other name @" + directive + "(if: $v) }";
            try {
                ExecutionResult result = graphql.execute(
                        ExecutionInput.newExecutionInput(query).variables(nothing).build());
                System.out.println("seen:     @" + directive + " returns " + result.toSpecification());
                thrown = false;
            } catch (RuntimeException e) {
                System.out.println("seen:     @" + directive + " throws " + e);
            }
        }
        System.exit(thrown ? 0 : 1);
    }
}
JAVA
java -cp "$(cat classpath)" Main.java
