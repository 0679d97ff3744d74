#!/usr/bin/env bash
# Neo4j 2026.08.1 (embedded): what a range in Cypher holds that ends before it starts. Needs JDK 21 or later.
# Guess: `range(0, size(list) - 1, 500)` is empty for an empty list, as `range(0, size(list) - 1)` is.
# Seen:  it is [0]: the number of items is (end - start) / step + 1, and the division rounds -1 / 500 to 0. So a list that
#        is cut into parts that way has one part, which is empty.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"

java=
for home in "${JAVA_HOME:-}" /usr/lib/jvm/* /Library/Java/JavaVirtualMachines/*/Contents/Home "$HOME"/.sdkman/candidates/java/*; do
  [ -x "$home/bin/javac" ] || continue
  major=$("$home/bin/javac" -version 2>&1 | sed -E "s/^javac ([0-9]+).*/\1/")
  if [ "$major" -ge 21 ] 2>/dev/null; then java=$home/bin/java; break; fi
done
[ -n "$java" ] || { echo "This finding needs JDK 21 or later: set JAVA_HOME to one."; exit 2; }

cat >pom.xml <<'XML'
<project>
  <modelVersion>4.0.0</modelVersion>
  <groupId>findings</groupId>
  <artifactId>finding</artifactId>
  <version>1</version>
  <packaging>pom</packaging>
  <dependencies>
    <dependency><groupId>org.neo4j</groupId><artifactId>neo4j</artifactId><version>2026.08.1</version></dependency>
    <dependency><groupId>org.slf4j</groupId><artifactId>slf4j-nop</artifactId><version>2.0.17</version></dependency>
  </dependencies>
</project>
XML
mvn -q -Dstyle.color=never org.apache.maven.plugins:maven-dependency-plugin:3.8.1:build-classpath -Dmdep.outputFile=classpath

cat >Main.java <<'JAVA'
import java.nio.file.*;
import java.util.*;
import org.neo4j.dbms.api.*;
import org.neo4j.graphdb.GraphDatabaseService;

public class Main {
    static String range(GraphDatabaseService db, String arguments) {
        return db.executeTransactionally(
                "WITH 0 AS size RETURN range(" + arguments + ") AS range", Map.of(), rows -> rows.next().get("range").toString());
    }

    public static void main(String[] args) throws Exception {
        DatabaseManagementService service = new DatabaseManagementServiceBuilder(Path.of("home")).build();
        GraphDatabaseService db = service.database("neo4j");
        String one = range(db, "0, size - 1");
        String many = range(db, "0, size - 1, 500");
        service.shutdown();
        System.out.println("Neo4j 2026.08.1, ranges up to size - 1 for the size 0");
        System.out.println("expected: range(0, size - 1) = [], range(0, size - 1, 500) = []");
        System.out.println("seen:     range(0, size - 1) = " + one + ", range(0, size - 1, 500) = " + many);
        System.exit(one.equals("[]") && many.equals("[0]") ? 0 : 1);
    }
}
JAVA
"$java" --add-opens=java.base/java.nio=ALL-UNNAMED --enable-native-access=ALL-UNNAMED -cp "$(cat classpath)" Main.java 2>/dev/null
