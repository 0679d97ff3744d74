package io.mutuals.bench;

import io.mutuals.ChildProcess;
import io.mutuals.LocalServices;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Measures the production jar. Neo4j, Redis, each server and the clients run in separate processes on one machine.
 * {@code docs/measuring.md} says how to run it, and what it prints.
 */
@Command(name = "load-test", description = "Measures reading, sending, changes and live delivery.")
final class LoadTest implements Callable<Integer> {

    private static final long MIB = 1024 * 1024;

    /** Held, because loggers without a holder forget their level. The driver logs each transaction that it repeats. */
    private static final Logger DRIVER = Logger.getLogger("org.neo4j.driver");

    private enum Part {
        OPERATIONS,
        CHANGES,
        BASELINE,
        SENDS,
        LANES,
        DELIVERY,
        SUGGESTIONS,
        PLATFORM
    }

    @Option(
            names = "--measure",
            split = ",",
            defaultValue = "${sys:load.measure:-OPERATIONS}",
            description = "any of OPERATIONS, CHANGES, BASELINE, SENDS, LANES, DELIVERY, SUGGESTIONS, PLATFORM"
                    + " (default OPERATIONS)")
    private Set<Part> parts = Set.of();

    @Option(
            names = "--users",
            defaultValue = "${sys:load.users:-10000}",
            description = "number of users of the generated data (default 10000)")
    private int users;

    @Option(names = "--data", description = "a folder in the import format, in place of generated data")
    private @Nullable Path data;

    @Option(
            names = "--changes",
            split = ",",
            defaultValue = "0,100,1000",
            description = "changes a second for CHANGES, ascending (default 0,100,1000)")
    private List<Integer> changes = List.of();

    @Option(names = "--rates", split = ",", defaultValue = "5,20,50", description = "messages a second for DELIVERY")
    private List<Integer> rates = List.of();

    @Option(names = "--clients", defaultValue = "16", description = "number of concurrent clients (default 16)")
    private int clients;

    @Option(names = "--seconds", defaultValue = "6", description = "seconds for each operation and round (default 6)")
    private double seconds;

    @Option(
            names = "--rounds",
            defaultValue = "3",
            description = "number of rounds; the median is reported (default 3)")
    private int rounds;

    @Option(
            names = "--warm-up",
            defaultValue = "60",
            description = "seconds for which a server answers before it is measured (default 60)")
    private double warmUp;

    @Option(names = "--heap", defaultValue = "1g", description = "heap of the import and of each server (default 1g)")
    private String heap = "1g";

    @Option(names = "--neo4j-heap", defaultValue = "2g", description = "heap of Neo4j (default 2g)")
    private String neo4jHeap = "2g";

    @Option(
            names = "--page-cache",
            defaultValue = "2048",
            description = "largest size of Neo4j's page cache in MiB (default 2048)")
    private long pageCache;

    private LoadTest() {}

    public static void main(String[] arguments) {
        DRIVER.setLevel(Level.SEVERE);
        System.exit(new CommandLine(new LoadTest()).execute(arguments));
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        Path target = Files.createDirectories(Path.of("target", "bench").toAbsolutePath());
        Path jar = JarServer.built();
        Path folder = data == null
                ? GeneratedData.of(users, target)
                : data.toAbsolutePath().normalize();
        Path home = target.resolve("neo4j-" + Integer.toHexString(folder.hashCode()));
        Path log = target.resolve("log.txt");
        try (var neo4j = ChildProcess.serving(
                        Neo4jProcess.class,
                        List.of("-Xms" + neo4jHeap, "-Xmx" + neo4jHeap),
                        List.of(home.toString(), String.valueOf(pageCache * MIB)),
                        log);
                var redis = LocalServices.startRedis()) {
            String graph = "--spring.neo4j.uri=" + neo4j.address();
            if (JarServer.run(jar, heap, List.of("import", folder.toString(), graph)) != 0) {
                return 1;
            }
            // The server as it is delivered, but for limits of what one user may do, and of patience.
            List<String> settings = List.of(
                    graph,
                    "--mutuals.redis.url=" + redis.url(),
                    "--mutuals.graph.statement-timeout=30s",
                    "--mutuals.graph.acquisition-timeout=30s",
                    "--mutuals.graph.connect-timeout=30s",
                    "--mutuals.action-limit.send-message=1000000 per 1m",
                    "--mutuals.friend.max-pending-requests=1000000",
                    "--mutuals.friend.max-requests-per-day=1000000",
                    "--mutuals.limit.bucket=100000000",
                    "--mutuals.limit.refill=1000000");
            Workload workload = Workload.of(folder, neo4j.address());
            System.out.println("\n" + folder + ": " + workload.users().size() + " users read");
            LoadSetup setup =
                    new LoadSetup(jar, heap, neo4j, settings, log, workload, clients, seconds, rounds, warmUp);
            measure(setup, URI.create(redis.url()));
            return 0;
        }
    }

    private void measure(LoadSetup setup, URI redis) throws IOException, InterruptedException {
        if (parts.contains(Part.OPERATIONS)) {
            new Operations(setup).measure();
        }
        if (parts.contains(Part.CHANGES)) {
            new ReadsBesideChanges(setup, changes).measure();
        }
        if (parts.contains(Part.BASELINE)) {
            BaselineComparison comparison = new BaselineComparison(setup);
            try (var baseline = local(ServerWithBaseline.class, setup)) {
                comparison.compare(baseline);
            }
            comparison.compareSharing();
        }
        if (parts.contains(Part.SUGGESTIONS)) {
            suggest(setup, redis);
        }
        if (parts.contains(Part.SENDS)) {
            try (var together = setup.start();
                    var alone =
                            setup.start("--mutuals.group-commit.changes=1", "--mutuals.group-commit.transactions=64")) {
                Map<String, ChildProcess> servers = new LinkedHashMap<>();
                servers.put("group commit", together.process());
                servers.put("each by itself", alone.process());
                sends(setup).compare(servers);
            }
        }
        if (parts.contains(Part.LANES)) {
            lanes(setup);
        }
        if (parts.contains(Part.PLATFORM)) {
            try (var server = setup.start()) {
                new PlatformLoad(URI.create(server.process().address() + "/graphql"), seconds).measure();
            }
        }
        if (parts.contains(Part.DELIVERY)) {
            try (var sending = setup.start();
                    var listening = setup.start()) {
                LoadGroups groups = LoadGroups.in(setup.neo4j().address());
                new Delivery(groups, sending.process(), listening.process()).measure(rates, seconds);
            }
        }
    }

    private void suggest(LoadSetup setup, URI redis) throws IOException, InterruptedException {
        List<Long> users = setup.workload().users();
        Suggesting suggesting = new Suggesting(users.subList(0, Math.min(200, users.size())), redis);
        String patient = "--mutuals.suggestion.warm-every=1h";
        try (var memory = setup.start(patient);
                var cypher = setup.start(patient, "--mutuals.suggestion.graph.enabled=false")) {
            Map<String, ChildProcess> servers = new LinkedHashMap<>();
            servers.put("graph in memory", memory.process());
            servers.put("Neo4j", cypher.process());
            suggesting.compare(servers, List.of("friends-of-friends", "people-you-may-know"));
            suggesting.cacheCalls(memory.process());
        }
        try (var server = local(ServerWithBurst.class, setup, patient)) {
            new Telemetry(server).awaitSuggestionsInMemory();
            suggesting.burst(server, List.of(0, 100, 1000), (int) seconds);
        }
    }

    private void lanes(LoadSetup setup) throws IOException, InterruptedException {
        List<JarServer> started = new ArrayList<>();
        try {
            Map<String, ChildProcess> servers = new LinkedHashMap<>();
            for (int transactions : List.of(1, 2, 4, 8)) {
                JarServer server = setup.start("--mutuals.group-commit.transactions=" + transactions);
                started.add(server);
                servers.put("transactions " + transactions, server.process());
            }
            sends(setup).compare(servers);
        } finally {
            started.forEach(JarServer::close);
        }
    }

    private Sends sends(LoadSetup setup) {
        return new Sends(LoadGroups.in(setup.neo4j().address()), seconds, rounds);
    }

    /** Starts a server with a component of the load test inside, from the class path in place of the jar. */
    private ChildProcess local(Class<?> main, LoadSetup setup, String... more) {
        List<String> arguments = new ArrayList<>(setup.settings());
        arguments.add("--server.port=0");
        arguments.addAll(List.of(more));
        return ChildProcess.serving(
                main, List.of("-Xmx" + heap, "-Djdk.virtualThreadScheduler.parallelism=16"), arguments, setup.log());
    }
}
