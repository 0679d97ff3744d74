#!/usr/bin/env bash
# FastCSV 4.4.0: a quote that is never closed makes one field of all that follows, without an error.
# Guess: FastCSV is strict where nothing else is asked for: an unclosed quote raises CsvParseException with its line.
# Seen:  the rest of the file, commas and line ends included, is the last field of the record; four lines become one record.
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
    <dependency><groupId>de.siegmar</groupId><artifactId>fastcsv</artifactId><version>4.4.0</version></dependency>
  </dependencies>
</project>
XML
mvn -q -Dstyle.color=never org.apache.maven.plugins:maven-dependency-plugin:3.8.1:build-classpath -Dmdep.outputFile=classpath

cat >Main.java <<'JAVA'
import de.siegmar.fastcsv.reader.*;
import java.util.*;

public class Main {
    public static void main(String[] args) throws Exception {
        String file = "1,ada\n2,\"ben\n3,cleo\n4,dan\n5,eve\n";
        System.out.println("fastcsv 4.4.0");
        System.out.println("expected: CsvParseException for the second of five lines");
        try (CsvReader<CsvRecord> reader = CsvReader.builder().ofCsvRecord(file)) {
            List<CsvRecord> records = reader.stream().toList();
            System.out.println("seen:     " + records.size() + " records, the last: " + records.get(records.size() - 1));
            System.exit(records.size() == 2 ? 0 : 1);
        } catch (CsvParseException e) {
            System.out.println("seen:     " + e);
            System.exit(1);
        }
    }
}
JAVA
java -cp "$(cat classpath)" Main.java
