package io.mutuals;

import io.mutuals.api.StartFailure;
import io.mutuals.cli.Commands;
import io.mutuals.experiment.design.DemoExperiment;
import io.mutuals.explorer.Persona;
import io.mutuals.explorer.Personas;
import io.mutuals.importer.ImportException;
import io.mutuals.importer.ImportReport;
import io.mutuals.importer.ImportReport.Outcome;
import io.mutuals.importer.Imports;
import io.mutuals.importer.Imports.OnBadRow;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.SimpleCommandLinePropertySource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The local run, {@code mvn spring-boot:test-run}: the server with an embedded Neo4j, a real redis-server and OpenID
 * provider, the demo world and ready-made tokens.
 */
public final class LocalMutuals {

    private static final Path FOLDER = Path.of("target", "local");
    private static final Path LOCAL = Path.of("target", "local.json");

    /** How far the port of the OpenID provider is from that of the server. */
    private static final int PROVIDER_OFFSET = 1000;

    private static final String ISSUER = "spring.security.oauth2.resourceserver.jwt.issuer-uri";
    private static final String LOCAL_ISSUER = "mutuals.local.issuer";
    private static final String DRAIN = "mutuals.api.drain";
    private static final String PROVIDER_PORT = "mutuals.local.provider-port";
    private static final String AUDIENCES = "spring.security.oauth2.resourceserver.jwt.audiences";
    private static final String PROFILES = "spring.profiles.active";

    private LocalMutuals() {}

    public static void main(String[] arguments) {
        try {
            start(arguments);
        } catch (Refusal | ImportException refused) {
            System.err.println("\n" + refused.getMessage() + "\n");
            System.exit(1);
        } catch (RuntimeException failed) {
            // Spring has logged the reason; without an exit, the embedded Neo4j would keep the process alive.
            System.exit(1);
        }
    }

    /** Hides what the parts log before Spring has read how much to log; failures are thrown. */
    private static void quieten() {
        LoggingSystem.get(LocalMutuals.class.getClassLoader())
                .setLogLevel(LoggingSystem.ROOT_LOGGER_NAME, LogLevel.WARN);
        Logger.getLogger("").setLevel(Level.SEVERE);
    }

    private static void start(String[] arguments) {
        quieten();
        if (System.getProperty(PROFILES) == null) {
            System.setProperty(PROFILES, "local");
        }
        if (Commands.isNamedIn(arguments)) {
            System.exit(Commands.run(withServices(arguments)));
        }
        var options = new SimpleCommandLinePropertySource(arguments);
        Path seed = Path.of(option(options, "mutuals.seed", "seed-data"));
        int port = Integer.parseInt(option(options, "server.port", "8080"));
        refuseTakenPort(port, "server.port");
        if (!Files.isRegularFile(seed.resolve("users.csv"))) {
            throw new Refusal("\"" + seed + "\" is not a folder that holds users.csv; name one with"
                    + " -Dspring-boot.run.arguments=--mutuals.seed=DIR");
        }
        CompletableFuture<?> provider = options.containsProperty(ISSUER)
                ? CompletableFuture.completedFuture(null)
                : startProvider(options, port, seed);
        if (!options.containsProperty("spring.neo4j.uri")) {
            System.out.println("Starting Neo4j ...");
            Path store = FOLDER.resolve("neo4j-"
                    + Integer.toHexString(seed.toAbsolutePath().normalize().hashCode()));
            var neo4j = startNeo4j(store);
            Runtime.getRuntime().addShutdownHook(new Thread(neo4j::close));
            System.setProperty("spring.neo4j.uri", neo4j.uri());
        }
        if (!options.containsProperty("mutuals.redis.url")) {
            System.out.println("Starting Redis ...");
            var redis = LocalServices.startRedis();
            Runtime.getRuntime().addShutdownHook(new Thread(redis::close));
            System.setProperty("mutuals.redis.url", redis.url());
        }
        LocalServices.SECRETS.forEach((name, value) -> {
            if (!options.containsProperty(name)) {
                System.setProperty(name, value.toString());
            }
        });
        if (!options.containsProperty(DRAIN)) {
            System.setProperty(DRAIN, "0s");
        }
        System.out.println("Starting the server ...");
        var running = SpringApplication.from(MutualsApplication::main)
                .with(LocalWorld.class)
                .run(arguments);
        provider.join();
        announce(running.getApplicationContext());
    }

    /** Starts the provider beside the other services, which take longer. */
    private static CompletableFuture<OpenIdProvider> startProvider(
            SimpleCommandLinePropertySource options, int serverPort, Path seed) {
        int usual = serverPort == 0 ? LocalServices.freePort() : serverPort + PROVIDER_OFFSET;
        int port = Integer.parseInt(option(options, PROVIDER_PORT, String.valueOf(usual)));
        refuseTakenPort(port, PROVIDER_PORT);
        String issuer = OpenIdProvider.issuer(port);
        System.setProperty(ISSUER, issuer);
        System.setProperty(AUDIENCES, OpenIdProvider.AUDIENCE);
        LocalPeople people = new LocalPeople(seed, issuer);
        System.setProperty(LOCAL_ISSUER, issuer);
        return CompletableFuture.supplyAsync(
                () -> OpenIdProvider.start(port, LocalTokens.signingKey(), people::find),
                task -> Thread.ofPlatform().name("openid-provider").start(task));
    }

    /** Points a command at the services of the local run. */
    private static String[] withServices(String[] arguments) {
        try {
            JsonNode services =
                    JsonMapper.shared().readTree(Files.readString(LOCAL)).path("settings");
            return Stream.concat(
                            Arrays.stream(arguments),
                            services.propertyStream()
                                    .map(setting -> "--" + setting.getKey() + "="
                                            + setting.getValue().asString()))
                    .toArray(String[]::new);
        } catch (IOException notUp) {
            throw new Refusal("No local run is up; start one with mvn spring-boot:test-run in another terminal.");
        }
    }

    private static String option(SimpleCommandLinePropertySource options, String name, String otherwise) {
        String value = options.getProperty(name);
        return value == null ? otherwise : value;
    }

    private static void refuseTakenPort(int port, String setting) {
        try (ServerSocket free = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            free.setReuseAddress(true);
        } catch (IOException taken) {
            throw new Refusal("Port " + port + " is taken; choose another with -Dspring-boot.run.arguments=--" + setting
                    + "=" + (port + 1));
        }
    }

    private static LocalServices.Neo4j startNeo4j(Path store) {
        try {
            return LocalServices.startNeo4j(store);
        } catch (RuntimeException failed) {
            for (Throwable cause = failed; cause != null; cause = cause.getCause()) {
                if (cause.getClass().getSimpleName().equals("FileLockException")) {
                    throw new Refusal("Another local run uses " + store + "; stop it first, or name another folder with"
                            + " -Dspring-boot.run.arguments=--mutuals.seed=DIR");
                }
            }
            throw failed;
        }
    }

    private static void announce(ConfigurableApplicationContext context) {
        String address = "http://localhost:" + context.getEnvironment().getProperty("local.server.port");
        Map<String, String> tokens = new LinkedHashMap<>();
        context.getBeanProvider(Personas.class)
                .ifAvailable(
                        personas -> personas.all().forEach(persona -> tokens.put(persona.handle(), persona.token())));
        try {
            Files.createDirectories(FOLDER);
            Files.writeString(
                    LOCAL,
                    JsonMapper.shared()
                            .writerWithDefaultPrettyPrinter()
                            .writeValueAsString(Map.of(
                                    "url",
                                    address + "/graphql",
                                    "tokens",
                                    tokens,
                                    "settings",
                                    Map.of(
                                            "spring.neo4j.uri",
                                            setting(context, "spring.neo4j.uri"),
                                            "mutuals.redis.url",
                                            setting(context, "mutuals.redis.url")))));
        } catch (IOException unwritable) {
            throw new Refusal("target/local.json cannot be written: " + unwritable.getMessage());
        }
        System.out.println("""

                Mutuals is up.

                  GraphiQL  %1$s/graphiql
                  Lab       %1$s/lab
                  Schema    %1$s/schema
                  API       %1$s/graphql  (header "Authorization: Bearer TOKEN")
                  OpenID    %2$s
                """.formatted(address, setting(context, ISSUER)));
        if (!tokens.isEmpty()) {
            System.out.println("Tokens, also in " + LOCAL + ":\n");
        }
        tokens.forEach((handle, token) -> System.out.println("  " + handle + "\n    " + token));
        System.out.println("\nStop with Ctrl+C.\n");
    }

    private static String setting(ConfigurableApplicationContext context, String name) {
        return context.getEnvironment().getRequiredProperty(name);
    }

    /** Imports the data folder before the server opens its port, and chooses the users who get tokens. */
    public static class LocalWorld {
        /** Without the local provider there are none, as in production. */
        @Bean
        @ConditionalOnProperty(LOCAL_ISSUER)
        Personas personas(
                @Value("${mutuals.seed:seed-data}") Path seed, @Value("${" + LOCAL_ISSUER + "}") String issuer) {
            List<Persona> personas = new LocalPeople(seed, issuer).personas();
            return () -> personas;
        }

        @Bean
        SmartInitializingSingleton seedImport(Imports imports, @Value("${mutuals.seed:seed-data}") Path seed) {
            return () -> {
                System.out.println("Importing " + seed + " ...");
                ImportReport report = imports.run(seed, OnBadRow.FAIL, (file, rows) -> {});
                if (!report.complete()) {
                    String rows = report.files().stream()
                            .flatMap(file -> file.examples().stream())
                            .map(row -> "\n  " + row)
                            .collect(Collectors.joining());
                    throw new StartFailure(
                            "\"" + seed + "\" has rows that cannot be imported:" + rows,
                            "Mend them and start again, or name another folder with"
                                    + " -Dspring-boot.run.arguments=--mutuals.seed=DIR");
                }
                System.out.println(summary(report));
            };
        }

        private static String summary(ImportReport report) {
            String imported = report.files().stream()
                    .filter(file -> file.outcome() == Outcome.IMPORTED)
                    .map(file -> "%,d rows of %s".formatted(file.rows(), file.file()))
                    .collect(Collectors.joining(", "));
            return imported.isEmpty() ? "Nothing to import: the graph has it all." : "Imported " + imported + ".";
        }

        /** Stores an experiment for {@code /lab} on the first run, before the server opens its port. */
        @Bean
        SmartInitializingSingleton demoExperiment(
                ListableBeanFactory beans, InstantSource clock, @Value("${mutuals.seed:seed-data}") Path seed) {
            return () -> DemoExperiment.store(seed, clock.instant(), beans);
        }
    }

    /** Thrown for an invalid start; the message says what to do instead. */
    private static final class Refusal extends RuntimeException {

        Refusal(String message) {
            super(message);
        }
    }
}
