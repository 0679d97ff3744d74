#!/usr/bin/env bash
# Neo4j 2026.08.1 (neo4j-lucene-index): what the full-text analyzer `standard-folding` leaves out. Needs JDK 21 or later.
# Guess: it says that it removes accents and "otherwise behaves as standard english analyzer". StandardAnalyzer drops no stop
#        words, so "The Who" is two terms; and folding makes `Zoë*` find what `Zoe*` finds.
# Seen:  English stop words are dropped, so "The" finds nothing; and a word that ends in a star is not folded, so that
#        `Zoë*` looks for `zoë` among terms that all say `zoe`.
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
    <dependency><groupId>org.neo4j</groupId><artifactId>neo4j-lucene-index</artifactId><version>2026.08.1</version></dependency>
    <dependency><groupId>org.slf4j</groupId><artifactId>slf4j-nop</artifactId><version>2.0.17</version></dependency>
  </dependencies>
</project>
XML
mvn -q -Dstyle.color=never org.apache.maven.plugins:maven-dependency-plugin:3.8.1:build-classpath -Dmdep.outputFile=classpath

cat >Main.java <<'JAVA'
import java.util.*;
import org.apache.lucene.analysis.*;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.analysis.standard.StandardAnalyzer;
import org.apache.lucene.queryparser.classic.QueryParser;
import org.neo4j.kernel.api.impl.schema.fulltext.analyzer.providers.StandardFolding;

public class Main {
    static List<String> terms(Analyzer analyzer, String text) throws Exception {
        List<String> terms = new ArrayList<>();
        try (TokenStream stream = analyzer.tokenStream("name", text)) {
            stream.reset();
            while (stream.incrementToken()) terms.add(stream.getAttribute(CharTermAttribute.class).toString());
            stream.end();
        }
        return terms;
    }

    public static void main(String[] args) throws Exception {
        Analyzer folding = new StandardFolding().createAnalyzer();
        List<String> standard = terms(new StandardAnalyzer(), "The Who");
        List<String> indexed = terms(folding, "The Who");
        List<String> name = terms(folding, "Zoë");
        String prefix = new QueryParser("name", folding).parse("Zoë*").toString("name");
        System.out.println("neo4j-lucene-index 2026.08.1");
        System.out.println("description: " + new StandardFolding().description());
        System.out.println("expected: \"The Who\" gives [the, who]; Zoë gives [zoe], Zoë* gives zoe*");
        System.out.println("seen:     \"The Who\" gives " + indexed + " (StandardAnalyzer: " + standard + "); Zoë gives "
                + name + ", Zoë* gives " + prefix);
        System.exit(indexed.equals(List.of("who")) && name.equals(List.of("zoe")) && prefix.equals("zoë*") ? 0 : 1);
    }
}
JAVA
"$java" -Dfile.encoding=UTF-8 -Dstdout.encoding=UTF-8 -cp "$(cat classpath)" Main.java
