#!/usr/bin/env bash
# xgboost4j 3.4.0: the format of a saved model, and the base score of a ranking.
# Guess: a name that ends in `.deprecated` asks for the old binary format, which earlier releases wrote for it; and
#        `rank:ndcg`, which compares documents only, starts from the constant 0.5.
# Seen:  `.deprecated` is UBJSON, byte for byte what `.ubj` gets; and base_score is -0.0 here, not the constant.
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
    <dependency><groupId>ml.dmlc</groupId><artifactId>xgboost4j_2.12</artifactId><version>3.4.0</version></dependency>
    <dependency><groupId>org.slf4j</groupId><artifactId>slf4j-nop</artifactId><version>2.0.17</version></dependency>
  </dependencies>
</project>
XML
mvn -q -Dstyle.color=never org.apache.maven.plugins:maven-dependency-plugin:3.8.1:build-classpath -Dmdep.outputFile=classpath

cat >Main.java <<'JAVA'
import java.nio.file.*;
import java.util.*;
import java.util.regex.*;
import ml.dmlc.xgboost4j.java.*;

public class Main {
    public static void main(String[] args) throws Exception {
        int rows = 40;
        float[] data = new float[rows * 2];
        float[] labels = new float[rows];
        for (int i = 0; i < rows; i++) {
            data[2 * i] = i % 7;
            data[2 * i + 1] = i % 5;
            labels[i] = i % 4 == 0 ? 1 : 0;
        }
        DMatrix matrix = new DMatrix(data, rows, 2, Float.NaN);
        matrix.setLabel(labels);
        matrix.setGroup(new int[] {10, 10, 10, 10});
        Map<String, Object> parameters = Map.of("objective", "rank:ndcg", "nthread", 1, "max_depth", 2);
        Booster model = XGBoost.train(matrix, parameters, 3, Map.of(), null, null);
        for (String ending : List.of("deprecated", "ubj", "json")) model.saveModel("model." + ending);
        byte[] deprecated = Files.readAllBytes(Path.of("model.deprecated"));
        boolean same = Arrays.equals(deprecated, Files.readAllBytes(Path.of("model.ubj")));
        Matcher base = Pattern.compile("\"base_score\":\"([^\"]*)\"").matcher(Files.readString(Path.of("model.json")));
        base.find();
        double score = Double.parseDouble(base.group(1).replaceAll("[\\[\\]]", ""));
        System.out.println("xgboost4j_2.12 3.4.0");
        System.out.println("expected: .deprecated differs from .ubj; base_score 0.5");
        System.out.println("seen:     .deprecated " + (same ? "equals" : "differs from") + " .ubj; base_score " + score);
        System.exit(same && Math.abs(score - 0.5) > 0.01 ? 0 : 1);
    }
}
JAVA
java -cp "$(cat classpath)" Main.java
