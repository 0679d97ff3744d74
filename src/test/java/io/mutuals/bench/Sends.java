package io.mutuals.bench;

import io.mutuals.ChildProcess;
import io.mutuals.bench.LoadClients.Outcome;
import io.mutuals.bench.LoadGroups.Group;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ThreadLocalRandom;
import tools.jackson.databind.json.JsonMapper;

/** Compares the throughput of sending messages between servers that differ in a setting, on the same graph. */
final class Sends {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final List<Integer> CLIENTS = List.of(1, 4, 16, 64, 1);

    private final LoadGroups groups;
    private final double seconds;
    private final int rounds;

    Sends(LoadGroups groups, double seconds, int rounds) {
        this.groups = groups;
        this.seconds = seconds;
        this.rounds = rounds;
    }

    /** Prints a table with a row for each server and number of clients. */
    void compare(Map<String, ChildProcess> servers) {
        System.out.println("\nsendMessage over " + groups.all().size() + " conversations, median of " + rounds
                + " rounds of " + seconds + " s\n");
        System.out.println("| clients | server | sends /s | p50 ms | p99 ms | ms a transaction | sends a transaction | "
                + "statements a send |");
        System.out.println("|---|---|---|---|---|---|---|---|");
        servers.values().forEach(server -> ask(server, 16));
        for (int clients : CLIENTS) {
            Map<String, List<Outcome>> outcomes = new LinkedHashMap<>();
            Map<String, double[]> costs = new LinkedHashMap<>();
            for (int round = 0; round < rounds; round++) {
                servers.forEach((name, server) -> {
                    Telemetry telemetry = new Telemetry(server);
                    Telemetry.Spent transactions = telemetry.changes();
                    double statements = telemetry.statements();
                    Outcome outcome = ask(server, clients);
                    double[] cost = costs.computeIfAbsent(name, first -> new double[4]);
                    cost[0] += outcome.latencies().length;
                    cost[1] += telemetry.changes().since(transactions).times();
                    cost[2] += telemetry.statements() - statements;
                    cost[3] += telemetry.changes().since(transactions).seconds();
                    outcomes.computeIfAbsent(name, first -> new ArrayList<>()).add(outcome);
                });
            }
            outcomes.forEach((name, all) -> {
                Outcome median = Outcome.median(all);
                double[] cost = Objects.requireNonNull(costs.get(name));
                System.out.println(String.format(
                        Locale.ROOT,
                        "| %d | %s | %.0f | %.1f | %.1f | %.1f | %.1f | %.2f |",
                        clients,
                        name,
                        median.perSecond(),
                        median.millis(0.5),
                        median.millis(0.99),
                        cost[3] * 1e3 / cost[1],
                        cost[0] / cost[1],
                        cost[2] / cost[0]));
            });
        }
    }

    private Outcome ask(ChildProcess server, int clients) {
        URI api = URI.create(server.address() + "/graphql");
        try (LoadClients load = new LoadClients(api, clients)) {
            return load.ask(number -> request(api), seconds).checked();
        }
    }

    private byte[] request(URI api) {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        Group group = groups.all().get(random.nextInt(groups.all().size()));
        int sender = group.people().get(random.nextInt(group.people().size()));
        return KeptConnection.post(
                api,
                "Authorization: Bearer " + groups.tokens().get(sender) + "\r\n",
                body(group.id(), "About a climb of " + random.nextInt()));
    }

    /** Returns a request that sends a message under a fresh key. */
    static HttpRequest request(URI api, String token, String conversation, String body) {
        return HttpRequest.newBuilder(api)
                .timeout(Duration.ofSeconds(30))
                .header("Content-Type", "application/json")
                .header("Authorization", "Bearer " + token)
                .POST(HttpRequest.BodyPublishers.ofString(body(conversation, body)))
                .build();
    }

    private static String body(String conversation, String body) {
        return JSON.writeValueAsString(
                Map.of("query", Operation.SEND.query(), "variables", Workload.message(conversation, body)));
    }
}
