#!/usr/bin/env bash
# graphql-java 25.1: a resolver runs although its non-null argument was given null.
# Guess: `query($n: Int) { save(n: $n) }` against `save(n: Int! = 5)` is valid, and a null for $n is a field error that is
#        raised before the resolver is called (specification, CoerceArgumentValues).
# Seen:  the resolver is called, and does its work up to the line that asks for an argument: only that call throws.
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
import java.util.concurrent.atomic.AtomicInteger;

public class Main {
    public static void main(String[] args) {
        String sdl = "type Query { a: Int } type Mutation { save(n: Int! = 5): Int }";
        AtomicInteger calls = new AtomicInteger();
        GraphQLSchema schema = new SchemaGenerator().makeExecutableSchema(
                new SchemaParser().parse(sdl),
                RuntimeWiring.newRuntimeWiring()
                        .type("Mutation", type -> type.dataFetcher("save", environment -> {
                            calls.incrementAndGet();
                            return environment.<Integer>getArgument("n");
                        }))
                        .build());
        GraphQL graphql = GraphQL.newGraphQL(schema).build();
        Map<String, Object> nothing = new HashMap<>();
        nothing.put("n", null);
        ExecutionResult result = graphql.execute(
                ExecutionInput.newExecutionInput("mutation ($n: Int) { save(n: $n) }").variables(nothing).build());
        System.out.println("graphql-java 25.1");
        System.out.println("expected: an error, and 0 calls of the resolver");
        System.out.println("seen:     " + result.getErrors() + ", calls of the resolver: " + calls);
        System.exit(calls.get() == 1 ? 0 : 1);
    }
}
JAVA
java -cp "$(cat classpath)" Main.java
