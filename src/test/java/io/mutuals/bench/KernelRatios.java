package io.mutuals.bench;

import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.openjdk.jmh.results.RunResult;

/** Prints the figures of {@link RankingKernel} as a table, each with its ratio to {@link PlainRows} in the same run. */
final class KernelRatios {

    private KernelRatios() {}

    static String of(Collection<RunResult> results) {
        Map<String, Double> figures = new TreeMap<>();
        results.forEach(result -> figures.put(
                key(
                        result.getParams().getParam("people"),
                        result.getPrimaryResult().getLabel()),
                result.getPrimaryResult().getScore()));
        StringBuilder table =
                new StringBuilder("\n| people | ranker | µs a person | of plain rows |\n|---|---|---|---|\n");
        for (RunResult result : results) {
            String people = result.getParams().getParam("people");
            String name = result.getPrimaryResult().getLabel();
            String plain = name.startsWith("common") || name.startsWith("plainCommon")
                    ? "plainCommonNeighbours"
                    : "plainAdamicAdar";
            double score = result.getPrimaryResult().getScore();
            table.append(String.format(
                    Locale.ROOT,
                    "| %s | %s | %.1f | %.2f |%n",
                    people,
                    name,
                    score,
                    score / figures.getOrDefault(key(people, plain), Double.NaN)));
        }
        return table.toString();
    }

    private static String key(String people, String name) {
        return people + " " + name;
    }
}
