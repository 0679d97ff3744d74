package io.mutuals.bench;

import io.mutuals.ChildProcess;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What all parts of the load test share.
 *
 * @param heap the heap of each server, as Java takes it
 * @param neo4j the process of Neo4j
 * @param settings the arguments of each server
 * @param log the file for the output of all processes
 * @param seconds the seconds for each operation and round
 * @param warmUp the seconds for which a server answers before it is measured
 */
record LoadSetup(
        Path jar,
        String heap,
        ChildProcess neo4j,
        List<String> settings,
        Path log,
        Workload workload,
        int clients,
        double seconds,
        int rounds,
        double warmUp) {

    /** Starts the server with more settings, and waits until the suggestions' memory is loaded too. */
    JarServer start(String... more) throws IOException, InterruptedException {
        List<String> arguments = new ArrayList<>(settings);
        arguments.addAll(List.of(more));
        JarServer server = JarServer.start(jar, heap, arguments, log);
        try {
            Telemetry telemetry = new Telemetry(server.process());
            if (!List.of(more).contains("--mutuals.suggestion.graph.enabled=false")) {
                telemetry.awaitSuggestionsInMemory();
            }
            return server;
        } catch (RuntimeException | InterruptedException failed) {
            server.close();
            throw failed;
        }
    }

    /** Warms up the JVM, the caches and the rankings: asks for the home screen, then for each operation. */
    void warmUp(URI api) {
        try (LoadClients load = new LoadClients(api, clients)) {
            load.askEach(
                    workload.requests(Operation.SUGGESTIONS_PAGE, api),
                    workload.users().size());
            load.ask(workload.requests(Operation.HOME, api), warmUp);
            for (Operation operation : Operation.MEASURED) {
                load.ask(workload.requests(operation, api), warmUp / 10);
            }
            load.ask(workload.requests(Operation.SEND, api), warmUp / 10);
        }
    }
}
