#!/usr/bin/env bash
# graphql-java 25.1: SchemaDiff does not compare a type that only an interface leads to.
# Guess: `Query.animal` may answer a Cat, so a field that is removed from Cat is a breaking change.
# Seen:  no change is reported, neither breaking nor other; if another field has the type Cat, the removal is breaking.
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
import graphql.schema.GraphQLSchema;
import graphql.schema.diff.*;
import graphql.schema.diff.reporting.CapturingReporter;
import graphql.schema.idl.*;
import java.util.List;

public class Main {
    public static void main(String[] args) {
        String animals = "interface Animal { id: ID } type Cat implements Animal { id: ID %s } ";
        List<String> byInterface = breaks("type Query { animal: Animal } " + animals);
        List<String> byField = breaks("type Query { animal: Animal cat: Cat } " + animals);
        System.out.println("graphql-java 25.1");
        System.out.println("expected: a breaking change of Cat.name, twice");
        System.out.println("seen:     " + byInterface + ", and " + byField);
        System.exit(byInterface.isEmpty() && byField.size() == 1 ? 0 : 1);
    }

    private static List<String> breaks(String sdl) {
        CapturingReporter reporter = new CapturingReporter();
        new SchemaDiff().diffSchema(
                SchemaDiffSet.diffSetFromSdl(schema(sdl.formatted("name: String")), schema(sdl.formatted(""))), reporter);
        return reporter.getBreakages().stream().map(DiffEvent::getReasonMsg).toList();
    }

    private static GraphQLSchema schema(String sdl) {
        RuntimeWiring wiring = RuntimeWiring.newRuntimeWiring()
                .type("Animal", type -> type.typeResolver(env -> env.getSchema().getObjectType("Cat")))
                .build();
        return new SchemaGenerator().makeExecutableSchema(new SchemaParser().parse(sdl), wiring);
    }
}
JAVA
java -cp "$(cat classpath)" Main.java
