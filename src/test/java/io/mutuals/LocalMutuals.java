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
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.SimpleCommandLinePropertySource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The local run, {@code mvn spring-boot:test-run}: the server with an embedded Neo4j, a real redis-server, the demo
 * world and ready-made tokens.
 */
public final class LocalMutuals {

    private static final Path FOLDER = Path.of("target", "local");
    private static final Path LOCAL = Path.of("target", "local.json");

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

    private static void start(String[] arguments) {
        if (System.getProperty(PROFILES) == null) {
            System.setProperty(PROFILES, "local");
        }
        if (Commands.isNamedIn(arguments)) {
            System.exit(Commands.run(withServices(arguments)));
        }
        var options = new SimpleCommandLinePropertySource(arguments);
        Path seed = Path.of(option(options, "mutuals.seed", "seed-data"));
        int port = Integer.parseInt(option(options, "server.port", "8080"));
        refuseTakenPort(port);
        if (!Files.isRegularFile(seed.resolve("users.csv"))) {
            throw new Refusal("\"" + seed + "\" is not a folder that holds users.csv; name one with"
                    + " -Dspring-boot.run.arguments=--mutuals.seed=DIR");
        }
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
        System.out.println("Starting the server ...");
        var running = SpringApplication.from(MutualsApplication::main)
                .with(LocalTokens.class, LocalWorld.class)
                .run(arguments);
        announce(running.getApplicationContext());
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

    private static void refuseTakenPort(int port) {
        try (ServerSocket free = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            free.setReuseAddress(true);
        } catch (IOException taken) {
            throw new Refusal(
                    "Port " + port + " is taken; choose another with -Dspring-boot.run.arguments=--server.port=8081");
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
        context.getBean(Personas.class).all().forEach(persona -> tokens.put(persona.handle(), persona.token()));
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
                  API       %1$s/graphql  (header "Authorization: Bearer TOKEN")

                Tokens, also in %2$s:
                """.formatted(address, LOCAL));
        tokens.forEach((handle, token) -> System.out.println("  " + handle + "\n    " + token));
        System.out.println("\nStop with Ctrl+C.\n");
    }

    private static String setting(ConfigurableApplicationContext context, String name) {
        return context.getEnvironment().getRequiredProperty(name);
    }

    /** Imports the data folder before the server opens its port, and chooses the users who get tokens. */
    public static class LocalWorld {
        /** The users with tokens in the demo world; in another folder, its first users get them. */
        private static final List<String> CAST = List.of("ada", "ben", "cleo", "dario", "zoe", "otto", "kiko");

        private static final int OTHERS = 5;

        @Bean
        Personas personas(@Value("${mutuals.seed:seed-data}") Path seed) {
            List<Persona> personas = read(seed);
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

        static List<Persona> read(Path seed) {
            List<Persona> cast = new ArrayList<>();
            List<Persona> first = new ArrayList<>();
            List<Persona> staff = new ArrayList<>();
            try (var csv = de.siegmar.fastcsv.reader.CsvReader.builder().ofNamedCsvRecord(seed.resolve("users.csv"))) {
                for (var row : csv) {
                    String handle = row.getField("handle");
                    String roles = row.findField("roles").orElse("");
                    Persona persona = new Persona(
                            handle,
                            LocalTokens.mint(
                                    Long.parseLong(row.getField("id")),
                                    roles.isEmpty() ? new String[0] : roles.split(";")));
                    if (!roles.isEmpty()) {
                        staff.add(persona);
                    } else if (CAST.contains(handle)) {
                        cast.add(persona);
                    } else if (first.size() < OTHERS) {
                        first.add(persona);
                    }
                }
            } catch (IOException unreadable) {
                throw new Refusal("\"" + seed + "\" cannot be read: " + unreadable.getMessage());
            }
            List<Persona> all = new ArrayList<>(cast.isEmpty() ? first : cast);
            all.addAll(staff);
            return all;
        }
    }

    /** Thrown for an invalid start; the message says what to do instead. */
    private static final class Refusal extends RuntimeException {

        Refusal(String message) {
            super(message);
        }
    }
}
