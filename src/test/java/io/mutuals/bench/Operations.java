package io.mutuals.bench;

import io.mutuals.bench.LoadClients.Outcome;
import io.mutuals.bench.Telemetry.Snapshot;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.IntFunction;

/** Measures each operation alone, and what it costs the server and Neo4j. */
final class Operations {

    private static final List<Integer> SENDERS = List.of(16, 64);

    private final LoadSetup setup;

    Operations(LoadSetup setup) {
        this.setup = setup;
    }

    /** Prints a table with a row for each operation, and the size of the server at the end. */
    void measure() throws IOException, InterruptedException {
        try (JarServer server = setup.start()) {
            setup.warmUp(server.api());
            System.out.println("\nThe production jar, median of " + setup.rounds() + " rounds of " + setup.seconds()
                    + " s; CPU is processor time for each request\n");
            System.out.println(
                    "| operation | clients | /s | p50 ms | p99 ms | CPU ms, server | CPU ms, Neo4j | statements a "
                            + "request | from memory | failed |");
            System.out.println("|---|---|---|---|---|---|---|---|---|---|");
            for (Operation operation : Operation.MEASURED) {
                row(server, operation, setup.clients());
            }
            for (int clients : SENDERS) {
                row(server, Operation.SEND, clients);
            }
            server.printSize();
        }
    }

    private void row(JarServer server, Operation operation, int clients) {
        URI api = server.api();
        Telemetry telemetry = new Telemetry(server.process());
        IntFunction<byte[]> requests = setup.workload().requests(operation, api);
        try (LoadClients load = new LoadClients(api, clients)) {
            load.ask(requests, setup.seconds() / 2);
            List<Outcome> outcomes = new ArrayList<>();
            Snapshot before = telemetry.snapshot();
            double ours = JarServer.processorSeconds(server.process());
            double theirs = JarServer.processorSeconds(setup.neo4j());
            for (int round = 0; round < setup.rounds(); round++) {
                outcomes.add(load.ask(requests, setup.seconds()));
            }
            ours = JarServer.processorSeconds(server.process()) - ours;
            theirs = JarServer.processorSeconds(setup.neo4j()) - theirs;
            Snapshot after = telemetry.snapshot();
            long answers = outcomes.stream()
                    .mapToLong(outcome -> outcome.latencies().length)
                    .sum();
            Outcome median = Outcome.median(outcomes);
            System.out.println(String.format(
                    Locale.ROOT,
                    "| %s | %d | %.0f | %.1f | %.1f | %.2f | %.2f | %.2f | %s | %d |",
                    operation.name(),
                    clients,
                    median.perSecond(),
                    median.millis(0.5),
                    median.millis(0.99),
                    ours * 1e3 / answers,
                    theirs * 1e3 / answers,
                    Telemetry.statements(before, after) / answers,
                    Telemetry.hitRate(before, after),
                    Outcome.failed(operation.name(), outcomes)));
        }
    }
}
