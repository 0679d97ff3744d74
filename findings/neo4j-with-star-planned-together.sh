#!/usr/bin/env bash
# Neo4j 2026.08.1 (embedded): what makes a statement quick to plan that follows ids from node to node. Needs JDK 21 or later.
# Guess: `WITH *` between two MATCH clauses has them planned one after the other.
# Seen:  it changes nothing: five lookups that are joined by properties are planned together, in all orders. Only a new
#        column (`WITH *, comment.authorId AS authorId`) parts them; planning takes less than half the time then.
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
    static final String TOGETHER = """
            MATCH (comment:Comment {id: $id})
            MATCH (writer:User {id: comment.authorId})
            MATCH (thread:Comment {id: comment.threadId})
            MATCH (opener:User {id: thread.authorId})
            MATCH (video:Video {id: comment.videoId})<-[:POSTED]-(owner:User)
            WHERE NOT EXISTS { (owner)-[:BLOCKED]-(writer) } AND NOT EXISTS { (owner)-[:BLOCKED]-(opener) }
            RETURN comment.id AS id
            """;

    static final String STAR = TOGETHER.replace("MATCH (writer", "WITH *\nMATCH (writer")
            .replace("MATCH (thread", "WITH *\nMATCH (thread")
            .replace("MATCH (opener", "WITH *\nMATCH (opener")
            .replace("MATCH (video", "WITH *\nMATCH (video");

    static final String COLUMNS = TOGETHER
            .replace("MATCH (writer:User {id: comment.authorId}", "WITH *, comment.authorId AS a\nMATCH (writer:User {id: a}")
            .replace("MATCH (thread:Comment {id: comment.threadId}", "WITH *, comment.threadId AS t\nMATCH (thread:Comment {id: t}")
            .replace("MATCH (opener:User {id: thread.authorId}", "WITH *, thread.authorId AS o\nMATCH (opener:User {id: o}")
            .replace("MATCH (video:Video {id: comment.videoId}", "WITH *, comment.videoId AS v\nMATCH (video:Video {id: v}");

    static double plan(GraphDatabaseService db, String statement, int times) {
        double least = Double.MAX_VALUE;
        for (int i = 0; i < times; i++) {
            long start = System.nanoTime();
            db.executeTransactionally("CYPHER replan=force EXPLAIN " + statement, Map.of("id", 1L), rows -> null);
            least = Math.min(least, (System.nanoTime() - start) / 1e6);
        }
        return least;
    }

    public static void main(String[] args) throws Exception {
        DatabaseManagementService service = new DatabaseManagementServiceBuilder(Path.of("home")).build();
        GraphDatabaseService db = service.database("neo4j");
        for (String label : List.of("Comment", "User", "Video"))
            db.executeTransactionally("CREATE CONSTRAINT FOR (n:" + label + ") REQUIRE n.id IS UNIQUE");
        for (String warm : List.of(TOGETHER, STAR, COLUMNS)) plan(db, warm, 15);
        double together = plan(db, TOGETHER, 15), star = plan(db, STAR, 15), columns = plan(db, COLUMNS, 15);
        service.shutdown();
        System.out.println("Neo4j 2026.08.1, five lookups by ids, planned 15 times, least time");
        System.out.printf("plain: %.0f ms%n", together);
        System.out.printf("expected with WITH *: less than half of that; seen: %.0f ms%n", star);
        System.out.printf("with a column for each id: %.0f ms%n", columns);
        System.exit(star > together * 0.7 && columns < together * 0.5 ? 0 : 1);
    }
}
JAVA
"$java" --add-opens=java.base/java.nio=ALL-UNNAMED --enable-native-access=ALL-UNNAMED -cp "$(cat classpath)" Main.java 2>/dev/null
