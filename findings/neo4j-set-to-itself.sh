#!/usr/bin/env bash
# Neo4j 2026.08.1 (embedded): whether a statement can take a node's lock by setting a property to itself. Needs JDK 21 or
# later.
# Guess: `SET n.last = n.last` locks n before it reads n.last, as `SET n.last = n.last + 1` does; so concurrent transactions
#        that begin with it count one after another.
# Seen:  it reads first and locks then, and so writes an old value back: transactions undo each other's counting. A first
#        `SET n.locked = true`, or the increment alone, loses nothing.
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
import java.util.concurrent.*;
import org.neo4j.dbms.api.*;
import org.neo4j.graphdb.GraphDatabaseService;

public class Main {
    static final int THREADS = 4, EACH = 250;

    static long count(GraphDatabaseService db, String statement) throws Exception {
        db.executeTransactionally("MATCH (n:Counter) SET n.last = 0");
        try (var threads = Executors.newFixedThreadPool(THREADS)) {
            List<Future<?>> all = new ArrayList<>();
            for (int thread = 0; thread < THREADS; thread++) {
                all.add(threads.submit(() -> {
                    for (int i = 0; i < EACH; i++) db.executeTransactionally(statement);
                }));
            }
            for (Future<?> each : all) each.get();
        }
        return db.executeTransactionally("MATCH (n:Counter) RETURN n.last AS last", Map.of(), rows -> (Long) rows.next().get("last"));
    }

    public static void main(String[] args) throws Exception {
        DatabaseManagementService service = new DatabaseManagementServiceBuilder(Path.of("home")).build();
        GraphDatabaseService db = service.database("neo4j");
        db.executeTransactionally("CREATE (:Counter {last: 0})");
        String next = " WITH count(*) AS locked MATCH (n:Counter) SET n.last = n.last + 1";
        long alone = count(db, "MATCH (n:Counter) SET n.last = n.last + 1");
        long other = count(db, "MATCH (n:Counter) SET n.locked = true" + next);
        long itself = count(db, "MATCH (n:Counter) SET n.last = n.last" + next);
        service.shutdown();
        int wanted = THREADS * EACH;
        System.out.println("Neo4j 2026.08.1, " + wanted + " increments by " + THREADS + " threads");
        System.out.println("expected: " + wanted + " each");
        System.out.println("seen:     increment alone " + alone + "; after SET n.locked = true " + other
                + "; after SET n.last = n.last " + itself);
        System.exit(alone == wanted && other == wanted && itself < wanted ? 0 : 1);
    }
}
JAVA
"$java" --add-opens=java.base/java.nio=ALL-UNNAMED --enable-native-access=ALL-UNNAMED -cp "$(cat classpath)" Main.java 2>/dev/null
