package io.mutuals.bench;

import io.mutuals.bench.BreakEven.Point;
import io.mutuals.bench.LoadClients.Outcome;
import io.mutuals.bench.Telemetry.Snapshot;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Measures the operations while users change things beside them, with memory and without, and says at which rate of
 * changes memory stops paying.
 *
 * <p>Changes go through the API if it alone can carry twice their rate. Otherwise they are written by Cypher, in
 * transactions that name them in the change log; memory meets the same changed facts, and the server is spared the
 * mutations.
 */
final class ReadsBesideChanges {

    private static final int MANY_SENDERS = 64;

    private final LoadSetup setup;
    private final List<Integer> rates;
    private final ChangeMix mix;

    /** What was measured without memory, and with it, for each row of the tables. */
    private final Map<Row, Map<Integer, double[]>> found = new LinkedHashMap<>();

    /** The changes at the present rate. */
    private long made;

    private long refused;
    private @Nullable String refusal;

    /** @param rates changes a second, ascending */
    ReadsBesideChanges(LoadSetup setup, List<Integer> rates) {
        this.setup = setup;
        this.rates = rates;
        this.mix = ChangeMix.in(setup.neo4j().address());
    }

    private record Row(Operation operation, int clients) {

        String name() {
            return operation.equals(Operation.SEND) ? operation.name() + ", " + clients + " clients" : operation.name();
        }
    }

    /**
     * Prints a table for a server with memory and one without, which are measured in turns, and a comparison. The
     * server that is not measured is idle.
     */
    void measure() throws IOException, InterruptedException {
        try (JarServer on = setup.start("--mutuals.memory.enabled=true");
                JarServer off = setup.start("--mutuals.memory.enabled=false")) {
            setup.warmUp(on.api());
            setup.warmUp(off.api());
            System.out.println("\nReads beside changes, with memory on and off in turns, " + setup.clients()
                    + " clients, median of " + setup.rounds() + " rounds of " + setup.seconds() + " s\n");
            System.out.println(
                    "| changes /s | operation | memory | made /s | /s | p50 ms | p99 ms | from memory | entries "
                            + "read /s | facts dropped /s | facts a fence found, mean | most of late | fences /s | failed |");
            System.out.println("|---|---|---|---|---|---|---|---|---|---|---|---|---|---|");
            List<String> ways = new ArrayList<>();
            double carried = -1;
            for (int rate : rates) {
                if (rate > 0 && carried < 0) {
                    carried = carriedByApi(on);
                    ways.add(String.format(Locale.ROOT, "\nThe API alone carries %.0f changes a second.", carried));
                    // Rankings that the changes have made stale are computed again meanwhile.
                    setup.warmUp(on.api());
                    setup.warmUp(off.api());
                }
                boolean throughApi = 2 * rate <= carried;
                measure(on, off, rate, throughApi);
                if (rate > 0) {
                    ways.add(way(rate, throughApi));
                }
            }
            ways.forEach(System.out::println);
            compare();
            System.out.println("\nWith memory:");
            on.printSize();
            System.out.println("\nWithout:");
            off.printSize();
        }
    }

    private double carriedByApi(JarServer server) {
        try (ChangeWriter writer = new ChangesThroughApi(setup.workload(), server.api());
                ChangeLoad load = new ChangeLoad(mix, writer, Integer.MAX_VALUE)) {
            // Statements of mutations are planned, and their code compiled, meanwhile.
            sleep(setup.seconds() / 2 + setup.warmUp() / 4);
            long began = System.nanoTime();
            long before = load.made();
            sleep(setup.seconds());
            return (load.made() - before) * 1e9 / (System.nanoTime() - began);
        }
    }

    /** Changes through the API are made by the server that is measured. */
    private void measure(JarServer on, JarServer off, int rate, boolean throughApi) {
        made = 0;
        refused = 0;
        refusal = null;
        List<Row> rows = new ArrayList<>();
        Operation.READS.forEach(operation -> rows.add(new Row(operation, setup.clients())));
        rows.add(new Row(Operation.SEND, 16));
        rows.add(new Row(Operation.SEND, MANY_SENDERS));
        for (Row row : rows) {
            for (boolean memory : List.of(true, false)) {
                JarServer server = memory ? on : off;
                try (ChangeWriter writer = throughApi
                                ? new ChangesThroughApi(setup.workload(), server.api())
                                : new ChangesByCypher(setup.neo4j().address());
                        ChangeLoad load = new ChangeLoad(mix, writer, rate)) {
                    measure(server, row, rate, load, memory);
                    made += load.made();
                    refused += load.refused();
                    refusal = refusal == null ? writer.firstRefusal() : refusal;
                }
            }
        }
    }

    private String way(int rate, boolean throughApi) {
        String way = "\n" + rate + " changes a second "
                + (throughApi ? "went through the API: " : "were written by Cypher: ") + made + " made, " + refused
                + " refused";
        return refusal == null ? way : way + ", such as " + refusal;
    }

    private void measure(JarServer server, Row row, int rate, ChangeLoad changes, boolean memory) {
        Telemetry telemetry = new Telemetry(server.process());
        IntFunction<byte[]> requests = setup.workload().requests(row.operation(), server.api());
        try (LoadClients load = new LoadClients(server.api(), row.clients())) {
            load.ask(requests, setup.seconds() / 2);
            List<Outcome> outcomes = new ArrayList<>();
            Snapshot before = telemetry.snapshot();
            long began = System.nanoTime();
            long madeBefore = changes.made();
            for (int round = 0; round < setup.rounds(); round++) {
                outcomes.add(load.ask(requests, setup.seconds()));
            }
            double took = (System.nanoTime() - began) / 1e9;
            long madeNow = changes.made() - madeBefore;
            Snapshot after = telemetry.snapshot();
            Outcome median = Outcome.median(outcomes);
            double lagging = after.since(before, "mutuals_memory_lag_count", "");
            System.out.println(String.format(
                    Locale.ROOT,
                    "| %d | %s | %s | %.0f | %.0f | %.1f | %.1f | %s | %.0f | %.0f | %.1f | %.0f | %.0f | %d |",
                    rate,
                    row.name(),
                    memory ? "on" : "off",
                    madeNow / took,
                    median.perSecond(),
                    median.millis(0.5),
                    median.millis(0.99),
                    Telemetry.hitRate(before, after),
                    after.since(before, "mutuals_memory_lookups_total", "result=\"miss\"") / took,
                    after.since(before, "mutuals_memory_dropped_total", "") / took,
                    lagging == 0 ? 0 : after.since(before, "mutuals_memory_lag_sum", "") / lagging,
                    after.sum("mutuals_memory_lag_max", ""),
                    after.since(before, "mutuals_memory_fence_requests_count", "") / took,
                    Outcome.failed(row.name(), outcomes)));
            found.computeIfAbsent(row, first -> new TreeMap<>())
                            .computeIfAbsent(rate, first -> new double[2])[memory ? 1 : 0] =
                    median.perSecond();
        }
    }

    private void compare() {
        StringBuilder head = new StringBuilder("| operation |");
        StringBuilder line = new StringBuilder("|---|");
        for (int rate : rates) {
            head.append(" memory on, ").append(rate).append(" changes /s | off | ratio |");
            line.append("---|---|---|");
        }
        System.out.println(
                "\nRequests a second with memory and without\n\n" + head + " stops paying |\n" + line + "---|");
        found.forEach((row, byRate) -> {
            StringBuilder text = new StringBuilder("| " + row.name() + " |");
            List<Point> points = new ArrayList<>();
            byRate.forEach((rate, offAndOn) -> {
                Point point = new Point(rate, offAndOn[1], offAndOn[0]);
                points.add(point);
                text.append(
                        String.format(Locale.ROOT, " %.0f | %.0f | %.2f |", point.on(), point.off(), point.ratio()));
            });
            System.out.println(text + " " + BreakEven.of(points) + " |");
        });
    }

    private static void sleep(double seconds) {
        try {
            Thread.sleep((long) (seconds * 1000));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }
}
