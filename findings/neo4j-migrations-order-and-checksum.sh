#!/usr/bin/env bash
# neo4j-migrations 2.17.3: V10 comes before V9, and a comment in a script changes its checksum.
# Guess: versions are compared as numbers; the checksum is that of the statements, which are parsed out of the script.
# Seen:  the default order is that of the texts, and a comment added to a script gives it another checksum.
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
    <dependency><groupId>eu.michael-simons.neo4j</groupId><artifactId>neo4j-migrations</artifactId><version>2.17.3</version></dependency>
    <dependency><groupId>org.slf4j</groupId><artifactId>slf4j-nop</artifactId><version>2.0.17</version></dependency>
  </dependencies>
</project>
XML
mvn -q -Dstyle.color=never org.apache.maven.plugins:maven-dependency-plugin:3.8.1:build-classpath -Dmdep.outputFile=classpath

cat >Main.java <<'JAVA'
import ac.simons.neo4j.migrations.core.*;
import java.util.*;

public class Main {
    @SuppressWarnings("unchecked")
    public static void main(String[] args) throws Exception {
        var order = MigrationsConfig.defaultConfig().getVersionSortOrder();
        var comparatorOf = MigrationVersion.class.getDeclaredMethod("getComparator", MigrationsConfig.VersionSortOrder.class);
        comparatorOf.setAccessible(true);
        List<MigrationVersion> versions = new ArrayList<>(List.of(
                MigrationVersion.parse("V9__Nine"), MigrationVersion.parse("V10__Ten"), MigrationVersion.parse("V1__One")));
        versions.sort((Comparator<MigrationVersion>) comparatorOf.invoke(null, order));
        List<String> sorted = versions.stream().map(MigrationVersion::getValue).toList();
        String plain = CypherResource.withContent("CREATE (n:A);").identifiedBy("V1__One.cypher").getChecksum();
        String commented = CypherResource.withContent("// why\nCREATE (n:A);").identifiedBy("V1__One.cypher").getChecksum();
        System.out.println("neo4j-migrations 2.17.3");
        System.out.println("expected: [1, 9, 10], and two equal checksums");
        System.out.println("seen:     " + sorted + " (" + order + "), " + plain + " and " + commented);
        System.exit(sorted.equals(List.of("1", "10", "9")) && !plain.equals(commented) ? 0 : 1);
    }
}
JAVA
java -cp "$(cat classpath)" Main.java
