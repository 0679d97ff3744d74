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
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a server tells of itself. */
final class Telemetry {

    private static final String STATEMENTS = "mutuals.neo4j.statement";

    /** A transaction of changes is one observation and two statements. */
    private static final String CHANGES = "conversations.change";

    private static final Pattern TOTAL = Pattern.compile("(?m)^Total\\s+\\d+\\s+(\\d+)$");

    private final ChildProcess server;

    Telemetry(ChildProcess server) {
        this.server = server;
    }

    /** How many statements it has sent to Neo4j since it started. */
    double statements() {
        return spent(STATEMENTS).times() + changes().times();
    }

    /** What a gauge or a counter shows, all its tags together; 0 when there is none. */
    double value(String metric) {
        return json(metric).at("/measurements/0/value").asDouble(0);
    }

    /** What calls of Redis for one purpose took since it started. */
    Spent redis(String operation) {
        return spent("mutuals.redis.call?tag=operation:" + operation);
    }

    /** What transactions of conversations it has run. */
    Spent changes() {
        return spent(STATEMENTS + "?tag=statement:" + CHANGES);
    }

    /** Of each statement that it has sent since it started, how often, and how many seconds it took in all. */
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

    /** How often something was done, and how many seconds it took in all. */
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

    private JsonNode json(String name) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(server.address() + "/actuator/metrics/" + name))
                .header("Authorization", "Bearer " + LocalTokens.mint(0, "admin"))
                .build();
        try (HttpClient http = HttpClient.newHttpClient()) {
            HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
            return answer.statusCode() == 404
                    ? JsonMapper.shared().nullNode()
                    : JsonMapper.shared().readTree(answer.body());
        } catch (IOException failed) {
            throw new IllegalStateException(failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    /** How many bytes of its heap are in use by what is reachable. */
    long liveBytes() {
        String histogram = "";
        for (int collection = 0; collection < 3; collection++) {
            // What is freed by one collection lets the next free what waited for it.
            histogram = command("GC.class_histogram");
        }
        Matcher total = TOTAL.matcher(histogram);
        if (!total.find()) {
            throw new IllegalStateException("jcmd answers " + histogram);
        }
        return Long.parseLong(total.group(1));
    }

    /** What {@code jcmd} answers. */
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
