package io.mutuals.bench;

import io.mutuals.ChildProcess;
import io.mutuals.LocalServices;
import io.mutuals.LocalTokens;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The server as in production: the jar in its own process. Accepts {@linkplain LocalTokens local tokens}. */
final class JarServer implements AutoCloseable {

    private static final Pattern RESIDENT = Pattern.compile("(?m)^VmRSS:\\s+(\\d+) kB$");

    private final ChildProcess process;
    private final double readySeconds;

    private JarServer(ChildProcess process, double readySeconds) {
        this.process = process;
        this.readySeconds = readySeconds;
    }

    /**
     * Finds the jar that {@code mvn package} has built.
     *
     * @throws IllegalStateException if there is none, or if classes were compiled after it
     */
    static Path built() {
        Path target = Path.of("target");
        try (Stream<Path> jars = Files.list(target);
                Stream<Path> classes = Files.walk(target.resolve("classes"))) {
            Path jar = jars.filter(file -> file.getFileName().toString().matches("mutuals-.*\\.jar"))
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException("There is no jar in target; run mvn package"));
            long built = Files.getLastModifiedTime(jar).toMillis();
            if (classes.anyMatch(
                    file -> file.toString().endsWith(".class") && file.toFile().lastModified() > built)) {
                throw new IllegalStateException(jar + " is older than the classes; run mvn package");
            }
            return jar;
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** Runs a command of the jar to its end, and returns its exit code. */
    static int run(Path jar, String heap, List<String> arguments) throws IOException, InterruptedException {
        return new ProcessBuilder(command(jar, heap, arguments))
                .inheritIO()
                .start()
                .waitFor();
    }

    /** Starts the server, and waits until it says that it is ready. */
    static JarServer start(Path jar, String heap, List<String> settings, Path log) throws IOException {
        Path key = log.resolveSibling("public.pem");
        LocalTokens.writePublicKey(key);
        String address = "http://127.0.0.1:" + LocalServices.freePort();
        URI readiness = URI.create(address + "/actuator/health/readiness");
        List<String> arguments = new ArrayList<>(settings);
        arguments.add("--server.port=" + readiness.getPort());
        arguments.add("--spring.security.oauth2.resourceserver.jwt.public-key-location=file:" + key.toAbsolutePath());
        LocalServices.SECRETS.forEach((name, value) -> arguments.add("--" + name + "=" + value));
        long started = System.nanoTime();
        ChildProcess process =
                ChildProcess.program(command(jar, heap, arguments), address, () -> isReady(readiness), log);
        return new JarServer(process, (System.nanoTime() - started) / 1e9);
    }

    private static List<String> command(Path jar, String heap, List<String> arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-Xmx" + heap, "-XX:+ExitOnOutOfMemoryError", "-jar", jar.toString()));
        command.addAll(arguments);
        return command;
    }

    private static boolean isReady(URI readiness) {
        try (KeptConnection connection = new KeptConnection(readiness)) {
            return connection.send(KeptConnection.get(readiness)).status() == 200;
        } catch (IOException notYet) {
            return false;
        }
    }

    ChildProcess process() {
        return process;
    }

    URI api() {
        return URI.create(process.address() + "/graphql");
    }

    /** Returns how long the start took, from the process to readiness, in seconds. */
    double readySeconds() {
        return readySeconds;
    }

    /** Returns the resident memory of the process in MiB; NaN where the system does not tell. */
    double residentMiB() {
        Path status = Path.of("/proc", String.valueOf(process.id()), "status");
        try {
            Matcher resident = RESIDENT.matcher(Files.readString(status));
            return resident.find() ? Long.parseLong(resident.group(1)) / 1024.0 : Double.NaN;
        } catch (IOException noSuchFile) {
            return Double.NaN;
        }
    }

    /** Returns the processor time that a process has used, in seconds; NaN where the system does not tell. */
    static double processorSeconds(ChildProcess process) {
        return ProcessHandle.of(process.id())
                .flatMap(handle -> handle.info().totalCpuDuration())
                .map(used -> used.toNanos() / 1e9)
                .orElse(Double.NaN);
    }

    /** Prints how long the start took, and the memory that the process takes now. */
    void printSize() {
        System.out.println(
                "\nReady %.1f s after its start; takes %.0f MiB after the run (resident), %.0f MiB of it live objects"
                        .formatted(readySeconds, residentMiB(), new Telemetry(process).liveBytes() / 1048576.0));
    }

    @Override
    public void close() {
        process.close();
    }
}
