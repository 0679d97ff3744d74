package io.mutuals.bench;

import io.mutuals.ChildProcess;
import io.mutuals.bench.LoadClients.Outcome;
import io.mutuals.bench.Telemetry.Snapshot;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.IntFunction;
import java.util.regex.Pattern;

/**
 * Compares the operations that read with a baseline that sends {@linkplain OneQueryPerField one query per field and
 * object} to the same graph, and with a server whose requests do not share statements.
 */
final class BaselineComparison {

    private static final Pattern AN_ID = Pattern.compile("\"id\":");

    private final LoadSetup setup;

    BaselineComparison(LoadSetup setup) {
        this.setup = setup;
    }

    /** Prints a table with a row for each operation; both sides are measured in turns. */
    void compare(ChildProcess baselineServer) throws IOException, InterruptedException {
        URI baseline = URI.create(baselineServer.address() + "/baseline");
        try (JarServer server = setup.start()) {
            setup.warmUp(server.api());
            System.out.println("\n" + setup.clients() + " clients, median of " + setup.rounds() + " rounds of "
                    + setup.seconds() + " s\n");
            System.out.println("| operation | baseline /s | Mutuals /s | ratio | p50 ms | p99 ms | ids in an answer |");
            System.out.println("|---|---|---|---|---|---|---|");
            for (Operation operation : Operation.READS) {
                compare(operation, server.api(), baseline);
            }
        }
    }

    private void compare(Operation operation, URI api, URI baseline) throws IOException {
        IntFunction<byte[]> ours = setup.workload().requests(operation, api);
        IntFunction<byte[]> theirs = setup.workload().requests(operation, baseline);
        int ids = sameAnswers(operation, api, ours, baseline, theirs);
        try (LoadClients mutuals = new LoadClients(api, setup.clients());
                LoadClients others = new LoadClients(baseline, setup.clients())) {
            mutuals.ask(ours, setup.seconds()).checked();
            others.ask(theirs, setup.seconds()).checked();
            List<Outcome> fast = new ArrayList<>();
            List<Outcome> slow = new ArrayList<>();
            for (int round = 0; round < setup.rounds(); round++) {
                slow.add(others.ask(theirs, setup.seconds()).checked());
                fast.add(mutuals.ask(ours, setup.seconds()).checked());
            }
            Outcome median = Outcome.median(fast);
            double base = Outcome.median(slow).perSecond();
            System.out.println(String.format(
                    Locale.ROOT,
                    "| %s | %.0f | %.0f | %.1f | %.1f | %.1f | %d |",
                    operation.name(),
                    base,
                    median.perSecond(),
                    median.perSecond() / base,
                    median.millis(0.5),
                    median.millis(0.99),
                    ids));
        }
    }

    /** Fails if the two servers' answers differ in their number of objects. */
    private static int sameAnswers(
            Operation operation, URI api, IntFunction<byte[]> ours, URI baseline, IntFunction<byte[]> theirs)
            throws IOException {
        int ids = 0;
        try (KeptConnection mutuals = new KeptConnection(api);
                KeptConnection other = new KeptConnection(baseline)) {
            for (int number = 0; number < 10; number++) {
                String answer = mutuals.send(ours.apply(number)).body();
                String expected = other.send(theirs.apply(number)).body();
                ids = (int) AN_ID.matcher(answer).results().count();
                if (ids == 0 || ids != AN_ID.matcher(expected).results().count()) {
                    throw new IllegalStateException(
                            operation.name() + " is answered differently:\n" + answer + "\n" + expected);
                }
            }
        }
        return ids;
    }

    /** Prints a table of what sharing statements between requests saves. */
    void compareSharing() throws IOException, InterruptedException {
        System.out.println("\nWhat sharing statements between requests saves\n");
        System.out.println(
                "| operation | statements a request, shared | alone | requests /s, shared | alone | ratio |");
        System.out.println("|---|---|---|---|---|---|");
        try (JarServer shared = setup.start();
                JarServer alone = setup.start("--mutuals.loader.coalesce=false")) {
            setup.warmUp(shared.api());
            setup.warmUp(alone.api());
            for (Operation operation : Operation.READS) {
                Cost together = cost(operation, shared);
                Cost each = cost(operation, alone);
                System.out.println(String.format(
                        Locale.ROOT,
                        "| %s | %.2f | %.2f | %.0f | %.0f | %.2f |",
                        operation.name(),
                        together.statements(),
                        each.statements(),
                        together.perSecond(),
                        each.perSecond(),
                        together.perSecond() / each.perSecond()));
            }
        }
    }

    private Cost cost(Operation operation, JarServer server) {
        Telemetry telemetry = new Telemetry(server.process());
        IntFunction<byte[]> requests = setup.workload().requests(operation, server.api());
        try (LoadClients load = new LoadClients(server.api(), setup.clients())) {
            load.ask(requests, setup.seconds()).checked();
            List<Outcome> outcomes = new ArrayList<>();
            Snapshot before = telemetry.snapshot();
            long answers = 0;
            for (int round = 0; round < setup.rounds(); round++) {
                Outcome outcome = load.ask(requests, setup.seconds()).checked();
                answers += outcome.latencies().length;
                outcomes.add(outcome);
            }
            return new Cost(
                    Telemetry.statements(before, telemetry.snapshot()) / answers,
                    Outcome.median(outcomes).perSecond());
        }
    }

    /**
     * The cost of an operation.
     *
     * @param statements the number of statements per request
     */
    private record Cost(double statements, double perSecond) {}
}
