package io.mutuals.bench;

import io.mutuals.ChildProcess;
import io.mutuals.LocalTokens;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A reader of a server's metrics. */
final class Telemetry {

    private static final String STATEMENTS = "mutuals.neo4j.statement";

    /** A transaction of changes is one observation and two statements. */
    private static final String CHANGES = "conversations.change";

    private static final Pattern TOTAL = Pattern.compile("(?m)^Total\\s+\\d+\\s+(\\d+)$");

    private final ChildProcess server;

    Telemetry(ChildProcess server) {
        this.server = server;
    }

    /** Returns the number of statements sent to Neo4j since the start. */
    double statements() {
        return spent(STATEMENTS).times() + changes().times();
    }

    /** Returns the number of statements sent to Neo4j between two snapshots. */
    static double statements(Snapshot before, Snapshot after) {
        String metric = "mutuals_neo4j_statement_seconds_count";
        return after.since(before, metric, "") + after.since(before, metric, "statement=\"" + CHANGES + "\"");
    }

    /** Returns the hit rate of memory between two snapshots in percent; a dash if there was no lookup. */
    static String hitRate(Snapshot before, Snapshot after) {
        double hits = after.since(before, "mutuals_memory_lookups_total", "result=\"hit\"");
        double misses = after.since(before, "mutuals_memory_lookups_total", "result=\"miss\"");
        return hits + misses == 0 ? "–" : String.format(Locale.ROOT, "%.1f %%", 100 * hits / (hits + misses));
    }

    /** Waits until everything that suggestions hold in memory is loaded. */
    void awaitSuggestionsInMemory() throws InterruptedException {
        while (value("mutuals.suggestion.graph.ready") < 1
                || value("mutuals.suggestion.graph.facts") < 1
                || value("mutuals.suggestion.ground.ready") < 1) {
            Thread.sleep(100);
        }
    }

    /** Returns the value of a gauge or counter, summed over its tags; 0 if it does not exist. */
    double value(String metric) {
        return json(metric).at("/measurements/0/value").asDouble(0);
    }

    /** Returns the calls of one Redis operation since the start. */
    Spent redis(String operation) {
        return spent("mutuals.redis.call?tag=operation:" + operation);
    }

    /** Returns the conversation transactions since the start. */
    Spent changes() {
        return spent(STATEMENTS + "?tag=statement:" + CHANGES);
    }

    /** Returns the calls of each statement since the start. */
    Map<String, Spent> spent() {
        Map<String, Spent> spent = new TreeMap<>();
        for (JsonNode tag : json(STATEMENTS).path("availableTags")) {
            if (tag.path("tag").asString("").equals("statement")) {
                for (JsonNode name : tag.path("values")) {
                    spent.put(name.asString(), spent(STATEMENTS + "?tag=statement:" + name.asString()));
                }
            }
        }
        return spent;
    }

    /** A number of calls and their total duration in seconds. */
    record Spent(double times, double seconds) {

        Spent since(Spent before) {
            return new Spent(times - before.times, seconds - before.seconds);
        }
    }

    private Spent spent(String metric) {
        JsonNode found = json(metric);
        return new Spent(
                found.at("/measurements/0/value").asDouble(0),
                found.at("/measurements/1/value").asDouble(0));
    }

    /** The values of all metrics at one moment, in the text form of Prometheus. */
    record Snapshot(Map<String, Double> values) {

        /** Returns the sum of the series of a metric that have a label such as {@code result="hit"}; 0 without any. */
        double sum(String metric, String label) {
            return values.entrySet().stream()
                    .filter(series ->
                            series.getKey().equals(metric) || series.getKey().startsWith(metric + "{"))
                    .filter(series -> series.getKey().contains(label))
                    .mapToDouble(Map.Entry::getValue)
                    .sum();
        }

        /** Returns by how much the {@linkplain #sum sum} has grown since an earlier snapshot. */
        double since(Snapshot before, String metric, String label) {
            return sum(metric, label) - before.sum(metric, label);
        }
    }

    /** Returns the values of all metrics. */
    Snapshot snapshot() {
        Map<String, Double> values = new HashMap<>();
        get("prometheus").body().lines().filter(line -> !line.startsWith("#")).forEach(line -> {
            int end = line.lastIndexOf(' ');
            values.put(line.substring(0, end), Double.parseDouble(line.substring(end + 1)));
        });
        return new Snapshot(values);
    }

    private JsonNode json(String name) {
        HttpResponse<String> answer = get("metrics/" + name);
        return answer.statusCode() == 404
                ? JsonMapper.shared().nullNode()
                : JsonMapper.shared().readTree(answer.body());
    }

    private HttpResponse<String> get(String path) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(server.address() + "/actuator/" + path))
                .header("Authorization", "Bearer " + LocalTokens.mint(0, "admin"))
                .build();
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException failed) {
            throw new IllegalStateException(failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    /** Returns the heap used by live objects, in bytes. */
    long liveBytes() {
        String histogram = "";
        for (int collection = 0; collection < 3; collection++) {
            // Twice, because some objects become unreachable only after the first collection.
            histogram = command("GC.class_histogram");
        }
        Matcher total = TOTAL.matcher(histogram);
        if (!total.find()) {
            throw new IllegalStateException("jcmd answers " + histogram);
        }
        return Long.parseLong(total.group(1));
    }

    /** Runs a {@code jcmd} command and returns its output. */
    String command(String command) {
        try {
            Process jcmd = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "jcmd")
                                    .toString(),
                            String.valueOf(server.id()),
                            command)
                    .redirectErrorStream(true)
                    .start();
            return new String(jcmd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException failed) {
            throw new IllegalStateException(failed);
        }
    }
}
