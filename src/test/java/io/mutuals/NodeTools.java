package io.mutuals;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Node.js with npm, and the clients of {@code src/test/clients} in a folder under {@code target}. */
public final class NodeTools {

    private static final Path SOURCES = Path.of("src", "test", "clients");
    private static final Path FOLDER = Path.of("target", "clients");
    private static final Path LOCK = Path.of("package-lock.json");
    private static final Path INSTALLED = FOLDER.resolve("installed.json");
    private static final int LEAST_NODE = 20;
    private static final long MOST_MINUTES = 2;

    private NodeTools() {}

    /** What a tool printed, and the status with which it ended. */
    public record Ended(int status, String output) {}

    /** Skips the test if there is no Node.js 20 with npm; on CI, where there must be one, fails instead. */
    public static void areNeeded() {
        boolean installed = onPath("npm") && onPath("node") && nodeVersion() >= LEAST_NODE;
        if (System.getenv("CI") != null) {
            assertThat(installed).as("CI needs Node.js %d and npm", LEAST_NODE).isTrue();
        }
        assumeTrue(installed, () -> "No Node.js %d with npm: install them to run the clients".formatted(LEAST_NODE));
    }

    /**
     * Copies the clients into their folder, and installs their packages unless the folder has them already.
     *
     * @return the folder
     */
    public static Path install() throws IOException {
        try (var sources = Files.walk(SOURCES)) {
            for (Path source : sources.filter(Files::isRegularFile).toList()) {
                Path copy = FOLDER.resolve(SOURCES.relativize(source));
                Files.createDirectories(copy.getParent());
                Files.write(copy, Files.readAllBytes(source));
            }
        }
        String wanted = Files.readString(SOURCES.resolve(LOCK));
        if (!Files.exists(INSTALLED) || !Files.readString(INSTALLED).equals(wanted)) {
            succeed("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--prefer-offline");
            Files.writeString(INSTALLED, wanted);
        }
        return FOLDER;
    }

    /** Runs a program in the folder; fails with its output unless it succeeds. */
    public static void succeed(String... command) {
        Ended ended = run(command);
        assertThat(ended.status())
                .as("%s%n%s", List.of(command), ended.output())
                .isZero();
    }

    /** Runs a program in the folder. */
    public static Ended run(String... command) {
        try {
            Process process = new ProcessBuilder(new ArrayList<>(List.of(command)))
                    .directory(FOLDER.toFile())
                    .redirectErrorStream(true)
                    .start();
            process.getOutputStream().close();
            var _ = process.onExit()
                    .completeOnTimeout(process, MOST_MINUTES, TimeUnit.MINUTES)
                    .thenAccept(Process::destroyForcibly);
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Ended(process.waitFor(), output);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    private static boolean onPath(String program) {
        return List.of(System.getenv("PATH").split(":", -1)).stream()
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }

    private static int nodeVersion() {
        try {
            Process node = new ProcessBuilder("node", "--version").start();
            String version = new String(node.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return Integer.parseInt(version.strip().replaceFirst("v(\\d+).*", "$1"));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
