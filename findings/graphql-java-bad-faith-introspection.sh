#!/usr/bin/env bash
# graphql-java 25.1: a small introspection query that asks for two lists of fields is refused as bad faith.
# Guess: a query of four levels that a schema browser might send is far from any limit: it is answered.
# Seen:  an error BadFaithIntrospection; the same two questions as two requests are answered.
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
        String sdl = "type Query { a: Int } type Mutation { b: Int }";
        GraphQLSchema schema = new SchemaGenerator().makeExecutableSchema(
                new SchemaParser().parse(sdl), RuntimeWiring.newRuntimeWiring().build());
        GraphQL graphql = GraphQL.newGraphQL(schema).build();
        System.out.println("graphql-java 25.1");
        System.out.println("expected: data for each");
        List<Boolean> refused = new ArrayList<>();
        for (String query : List.of(
                "{ __schema { queryType { fields { name } } } }",
                "{ __schema { mutationType { fields { name } } } }",
                "{ __schema { queryType { fields { name } } mutationType { fields { name } } } }")) {
            ExecutionResult result = graphql.execute(query);
            System.out.println("seen:     " + query + "\n          " + result.toSpecification());
            refused.add(!result.getErrors().isEmpty());
        }
        System.exit(refused.equals(List.of(false, false, true)) ? 0 : 1);
    }
}
JAVA
java -cp "$(cat classpath)" Main.java
