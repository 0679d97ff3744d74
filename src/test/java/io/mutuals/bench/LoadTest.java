package io.mutuals.bench;

import com.google.errorprone.annotations.FormatMethod;
import io.mutuals.ChildProcess;
import io.mutuals.LocalServices;
import io.mutuals.MutualsApplication;
import io.mutuals.ServerProcess;
import io.mutuals.bench.LoadClients.Member;
import io.mutuals.bench.LoadClients.Outcome;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.neo4j.driver.GraphDatabase;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Compares the throughput of the API with a baseline that sends
 * {@linkplain OneQueryPerField one query per field and object} to the same graph. Neo4j, Redis, the server and the
 * clients run in separate processes on one machine.
 */
@Command(name = "load-test", description = "Measures reading, sending and live delivery.")
final class LoadTest implements Callable<Integer> {

    private static final Pattern AN_ID = Pattern.compile("\"id\":");

    private enum Part {
        READS,
        SENDS,
        LANES,
        DELIVERY,
        SUGGESTIONS
    }

    @Option(
            names = "--measure",
            split = ",",
            defaultValue = "READS",
            description = "any of READS, SENDS, LANES, DELIVERY, SUGGESTIONS (default READS)")
    private Set<Part> parts = Set.of();

    @Option(names = "--rates", split = ",", defaultValue = "5,20,50", description = "messages a second for DELIVERY")
    private List<Integer> rates = List.of();

    @Option(names = "--data", required = true, description = "a folder in the import format, imported if it is new")
    private @Nullable Path data;

    @Option(names = "--clients", defaultValue = "16", description = "number of concurrent clients (default 16)")
    private int clients;

    @Option(names = "--seconds", defaultValue = "5", description = "seconds for each operation and round (default 5)")
    private double seconds;

    @Option(
            names = "--rounds",
            defaultValue = "3",
            description = "number of rounds; the median is reported (default 3)")
    private int rounds;

    @Option(
            names = "--heap",
            defaultValue = "512m",
            description = "heap of the import and of the server (default 512m)")
    private String heap = "512m";

    private LoadTest() {}

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new LoadTest()).execute(arguments));
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        Path folder = Objects.requireNonNull(data).toAbsolutePath().normalize();
        Path home = Path.of("target", "bench", "neo4j-" + Integer.toHexString(folder.hashCode()));
        Path log = home.resolveSibling("log.txt");
        Files.createDirectories(home);
        try (var neo4j = ChildProcess.serving(Neo4jProcess.class, List.of("-Xmx2g"), List.of(home.toString()), log);
                var redis = LocalServices.startRedis()) {
            List<String> services = List.of(
                    "--spring.neo4j.uri=" + neo4j.address(),
                    "--mutuals.redis.url=" + redis.url(),
                    "--server.port=0",
                    "--mutuals.graph.statement-timeout=30s",
                    "--mutuals.graph.acquisition-timeout=30s",
                    "--mutuals.graph.connect-timeout=30s");
            List<String> importing = new ArrayList<>(List.of("import", folder.toString()));
            importing.addAll(services);
            if (ChildProcess.run(MutualsApplication.class, List.of("-Xmx" + heap), importing) != 0) {
                return 1;
            }
            if (parts.contains(Part.READS)) {
                compare(services, members(neo4j.address(), 50), log);
            }
            List<String> unlimited = with(
                    services,
                    "--mutuals.action-limit.send-message=1000000 per 1m",
                    "--mutuals.limit.bucket=100000000",
                    "--mutuals.limit.refill=100000000");
            if (parts.contains(Part.SUGGESTIONS)) {
                suggest(unlimited, neo4j.address(), redis.url(), log);
            }
            if (parts.contains(Part.SENDS)) {
                try (var together = plain(unlimited, log);
                        var alone = plain(
                                with(
                                        unlimited,
                                        "--mutuals.conversation.max-together=1",
                                        "--mutuals.conversation.lanes=64"),
                                log)) {
                    Map<String, ChildProcess> servers = new LinkedHashMap<>();
                    servers.put("group commit", together);
                    servers.put("each by itself", alone);
                    new Sends(LoadGroups.in(neo4j.address()), seconds, rounds).compare(servers);
                }
            }
            if (parts.contains(Part.LANES)) {
                lanes(unlimited, neo4j.address(), log);
            }
            if (parts.contains(Part.DELIVERY)) {
                try (var sending = plain(unlimited, log);
                        var listening = plain(unlimited, log)) {
                    new Delivery(LoadGroups.in(neo4j.address()), sending, listening).measure(rates, seconds);
                }
            }
            return 0;
        }
    }

    private void suggest(List<String> arguments, String neo4j, String redis, Path log) throws InterruptedException {
        List<String> patient = with(arguments, "--mutuals.suggestion.warm-every=1h");
        Suggesting suggesting = new Suggesting(members(neo4j, 1), URI.create(redis));
        try (var memory = server(ServerWithBurst.class, patient, log);
                var cypher = plain(with(patient, "--mutuals.suggestion.graph.enabled=false"), log)) {
            Telemetry telemetry = new Telemetry(memory);
            while (telemetry.value("mutuals.suggestion.graph.ready") < 1
                    || telemetry.value("mutuals.suggestion.graph.facts") < 1
                    || telemetry.value("mutuals.suggestion.ground.ready") < 1) {
                Thread.sleep(100);
            }
            Map<String, ChildProcess> servers = new LinkedHashMap<>();
            servers.put("graph in memory", memory);
            servers.put("Neo4j", cypher);
            suggesting.compare(servers, List.of("friends-of-friends", "people-you-may-know"));
            suggesting.cacheCalls(memory);
            suggesting.burst(memory, List.of(0, 100, 1000), (int) seconds);
        }
    }

    private void lanes(List<String> arguments, String neo4j, Path log) {
        Map<String, ChildProcess> servers = new LinkedHashMap<>();
        try {
            for (int lanes : List.of(1, 2, 4, 8)) {
                servers.put("lanes " + lanes, plain(with(arguments, "--mutuals.conversation.lanes=" + lanes), log));
            }
            new Sends(LoadGroups.in(neo4j), seconds, rounds).compare(servers);
        } finally {
            servers.values().forEach(ChildProcess::close);
        }
    }

    private void compare(List<String> services, List<Member> members, Path log) {
        LoadClients load = new LoadClients(members, clients);
        List<Operation> operations = List.of(
                Operation.PROFILE,
                Operation.FRIENDS,
                Operation.INBOX_PAGE,
                Operation.MESSAGES,
                Operation.SUGGESTIONS_PAGE,
                Operation.HOME);
        try (var server = server(services, log)) {
            URI api = URI.create(server.address() + "/graphql");
            URI baseline = URI.create(server.address() + "/baseline");
            System.out.println("\n" + clients + " clients, " + members.size() + " people, median of " + rounds
                    + " rounds of " + seconds + " s\n");
            System.out.println("| operation | baseline /s | Mutuals /s | ratio | p50 ms | p99 ms | ids in an answer |");
            System.out.println("|---|---|---|---|---|---|---|");
            for (Operation operation : operations) {
                int ids = sameAnswers(load, operation, api, baseline, members);
                load.ask(operation, api, seconds);
                load.ask(operation, baseline, seconds);
                List<Outcome> ours = new ArrayList<>();
                List<Outcome> theirs = new ArrayList<>();
                for (int round = 0; round < rounds; round++) {
                    theirs.add(load.ask(operation, baseline, seconds));
                    ours.add(load.ask(operation, api, seconds));
                }
                Outcome mutuals = median(ours);
                double slow = median(theirs).perSecond();
                print(
                        "| %s | %.0f | %.0f | %.1f | %.1f | %.1f | %d |",
                        operation.name(),
                        slow,
                        mutuals.perSecond(),
                        mutuals.perSecond() / slow,
                        mutuals.millis(0.5),
                        mutuals.millis(0.99),
                        ids);
            }
        }
        System.out.println("\nWhat sharing statements between requests saves\n");
        System.out.println(
                "| operation | statements a request, shared | alone | requests /s, shared | alone | ratio |");
        System.out.println("|---|---|---|---|---|---|");
        try (var shared = server(services, log);
                var alone = server(with(services, "--mutuals.loader.coalesce=false"), log)) {
            for (Operation operation : operations) {
                Cost together = cost(load, operation, shared);
                Cost each = cost(load, operation, alone);
                print(
                        "| %s | %.2f | %.2f | %.0f | %.0f | %.2f |",
                        operation.name(),
                        together.statements(),
                        each.statements(),
                        together.perSecond(),
                        each.perSecond(),
                        together.perSecond() / each.perSecond());
            }
        }
    }

    private Cost cost(LoadClients load, Operation operation, ChildProcess server) {
        URI api = URI.create(server.address() + "/graphql");
        Telemetry telemetry = new Telemetry(server);
        load.ask(operation, api, seconds);
        List<Outcome> outcomes = new ArrayList<>();
        double before = telemetry.statements();
        long answers = 0;
        for (int round = 0; round < rounds; round++) {
            Outcome outcome = load.ask(operation, api, seconds);
            answers += outcome.latencies().length;
            outcomes.add(outcome);
        }
        return new Cost(
                (telemetry.statements() - before) / answers, median(outcomes).perSecond());
    }

    /** Fails if the two servers' answers differ in their number of values. */
    private static int sameAnswers(LoadClients load, Operation operation, URI api, URI baseline, List<Member> members) {
        int ids = 0;
        for (Member member : members.subList(0, 10)) {
            String ours = load.body(operation, api, member);
            String theirs = load.body(operation, baseline, member);
            ids = (int) AN_ID.matcher(ours).results().count();
            if (ids == 0 || ids != AN_ID.matcher(theirs).results().count()) {
                throw new IllegalStateException(
                        operation.name() + " is answered differently:\n" + ours + "\n" + theirs);
            }
        }
        return ids;
    }

    private static Outcome median(List<Outcome> outcomes) {
        return outcomes.stream()
                .sorted(java.util.Comparator.comparingDouble(Outcome::perSecond))
                .toList()
                .get(outcomes.size() / 2);
    }

    private ChildProcess server(List<String> arguments, Path log) {
        return server(ServerWithBaseline.class, arguments, log);
    }

    private ChildProcess plain(List<String> arguments, Path log) {
        return server(ServerProcess.class, arguments, log);
    }

    private ChildProcess server(Class<?> main, List<String> arguments, Path log) {
        return ChildProcess.serving(
                main, List.of("-Xmx" + heap, "-Djdk.virtualThreadScheduler.parallelism=16"), arguments, log);
    }

    private static List<String> with(List<String> arguments, String... more) {
        List<String> all = new ArrayList<>(arguments);
        all.addAll(List.of(more));
        return all;
    }

    /** Returns users with at least 20 friends and a conversation of at least {@code messages} messages. */
    private static List<Member> members(String neo4j, int messages) {
        try (var driver = GraphDatabase.driver(neo4j);
                var session = driver.session()) {
            return session.run("""
                            MATCH (user:User)-[:PARTICIPATES_IN]->(conversation:Conversation)
                            WHERE conversation.lastSeq >= $messages AND COUNT { (user)-[:FRIENDS_WITH]-() } >= 20
                            WITH user, min(conversation.id) AS conversation
                            ORDER BY user.id * 7919 % 100003
                            LIMIT 200
                            RETURN user.id AS user, conversation
                            """, Map.of("messages", messages))
                    .list(row -> new Member(
                            row.get("user").asLong(), row.get("conversation").asLong()));
        }
    }

    @FormatMethod
    private static void print(String line, Object... values) {
        System.out.println(String.format(Locale.ROOT, line, values));
    }

    /**
     * The cost of an operation.
     *
     * @param statements the number of statements per request
     */
    private record Cost(double statements, double perSecond) {}
}
