#!/usr/bin/env bash
# graphql-java 25.1: an empty operation name runs the first operation, though nothing says which was meant.
# Guess: `operationName: ""` names no operation of the document, so it is refused as `operationName: "x"` is;
#        and without a name, a document with two operations is refused.
# Seen:  "" runs the first operation of two; null and "x" are refused.
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
    static GraphQL graphql;

    static String run(String name) {
        try {
            return graphql.execute(ExecutionInput.newExecutionInput("query A { a: __typename } query B { b: __typename }")
                            .operationName(name).build())
                    .toSpecification().toString();
        } catch (RuntimeException e) {
            return e.toString();
        }
    }

    public static void main(String[] args) {
        GraphQLSchema schema = new SchemaGenerator().makeExecutableSchema(
                new SchemaParser().parse("type Query { x: Int }"), RuntimeWiring.newRuntimeWiring().build());
        graphql = GraphQL.newGraphQL(schema).build();
        System.out.println("graphql-java 25.1");
        System.out.println("expected: an error for each of the three names");
        System.out.println("seen:     \"x\"  " + run("x"));
        System.out.println("seen:     null " + run(null));
        System.out.println("seen:     \"\"   " + run(""));
        System.exit(run("").equals("{data={a=Query}}") && run("x").contains("nknown") ? 0 : 1);
    }
}
JAVA
java -cp "$(cat classpath)" Main.java
