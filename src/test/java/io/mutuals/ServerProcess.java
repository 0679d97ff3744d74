package io.mutuals;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.springframework.boot.SpringApplication;

/** The server in a child process: prints its address, then serves until its input ends. */
public final class ServerProcess {

    /** Speeds up the start of a short-lived process. */
    private static final List<String> HASTY = List.of(
            "-Xmx512m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Djdk.virtualThreadScheduler.parallelism=16");

    private static final Path LOG = Path.of("target", "servers.txt");

    private ServerProcess() {}

    public static void main(String[] arguments) throws IOException {
        serve(arguments);
    }

    /** Runs the server with additional components until the input ends. */
    public static void serve(String[] arguments, Class<?>... more) throws IOException {
        LocalServices.SECRETS.forEach((name, value) -> System.setProperty(name, value.toString()));
        List<Class<?>> sources = new ArrayList<>(List.of(more));
        sources.add(LocalTokens.class);
        var running = SpringApplication.from(MutualsApplication::main)
                .with(sources.toArray(Class[]::new))
                .run(arguments);
        try (var context = running.getApplicationContext()) {
            System.out.println(ChildProcess.READY + "http://localhost:"
                    + context.getEnvironment().getProperty("local.server.port"));
            System.in.transferTo(java.io.OutputStream.nullOutputStream());
        }
    }

    /** Starts another replica on the shared services, without rate limits. */
    public static ChildProcess replica(Map<String, ?> more) {
        Map<String, Object> settings = TestServices.settings();
        settings.put("server.port", 0);
        settings.put("mutuals.action-limit.send-message", "1000000 per 1m");
        settings.put("mutuals.limit.bucket", 100_000_000);
        settings.put("mutuals.limit.refill", 100_000_000);
        settings.putAll(more);
        List<String> arguments = settings.entrySet().stream()
                .map(setting -> "--" + setting.getKey() + "=" + setting.getValue())
                .toList();
        return ChildProcess.serving(ServerProcess.class, HASTY, arguments, LOG);
    }
}
