package io.mutuals;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** A child process, usually a main class of this class path. It does not outlive this one. */
public final class ChildProcess implements AutoCloseable {

    /** The prefix of the line with which a child announces its address once it serves. */
    public static final String READY = "ready at ";

    private static final long GRACE_SECONDS = 20;
    private static final long POLL_MILLIS = 20;

    private final Process process;
    private final String address;

    /** Whether the child stops when its input ends; otherwise it is told to stop by a signal. */
    private final boolean endsWithInput;

    private ChildProcess(Process process, String address, boolean endsWithInput) {
        this.process = process;
        this.address = address;
        this.endsWithInput = endsWithInput;
    }

    /**
     * Starts a program that announces nothing, and waits until it serves. It is told to stop by a signal.
     *
     * @param address the address at which the program was told to serve
     * @param serves asked again and again until it returns true
     * @param log the file for the program's output
     * @throws IllegalStateException if the program ends before it serves
     */
    public static ChildProcess program(List<String> command, String address, BooleanSupplier serves, Path log) {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                    .start();
            Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
            while (!serves.getAsBoolean()) {
                if (process.waitFor(POLL_MILLIS, TimeUnit.MILLISECONDS)) {
                    throw new IllegalStateException(
                            command.getFirst() + " ended with " + process.exitValue() + "; see " + log);
                }
            }
            return new ChildProcess(process, address, false);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    /**
     * Starts a child and waits until it serves.
     *
     * @param log the file for the child's other output
     * @throws IllegalStateException if the child ends before it serves
     */
    public static ChildProcess serving(Class<?> main, List<String> jvm, List<String> arguments, Path log) {
        try {
            Process process = command(main, jvm, arguments)
                    .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()))
                    .start();
            Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
            BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                if (line.startsWith(READY)) {
                    // Reading a pipe holds its carrier: two children would leave none for virtual threads on two cores.
                    Thread.ofPlatform().daemon().start(() -> out.lines().forEach(more -> note(log, more)));
                    return new ChildProcess(process, line.substring(READY.length()), true);
                }
                note(log, line);
            }
            throw new IllegalStateException(main.getSimpleName() + " did not start; see " + log);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static ProcessBuilder command(Class<?> main, List<String> jvm, List<String> arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "--add-opens=java.base/java.nio=ALL-UNNAMED",
                "--add-opens=java.base/java.lang=ALL-UNNAMED"));
        command.addAll(jvm);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        command.addAll(arguments);
        return new ProcessBuilder(command);
    }

    private static void note(Path log, String line) {
        try {
            Files.writeString(log, line + '\n', StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }

    /** Returns the address at which the child serves. */
    public String address() {
        return address;
    }

    /** Returns the process id. */
    public long id() {
        return process.pid();
    }

    /** Kills the child as {@code kill -9} does, and waits for its end. */
    public void kill() {
        process.destroyForcibly();
        try {
            if (!process.waitFor(GRACE_SECONDS, TimeUnit.SECONDS)) {
                throw new IllegalStateException("Process " + id() + " survived being killed");
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    @Override
    public void close() {
        try {
            process.getOutputStream().close();
            if (!endsWithInput) {
                process.destroy();
            }
            if (!process.waitFor(GRACE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (IOException alreadyGone) {
            process.destroyForcibly();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            process.destroyForcibly();
        }
    }
}
