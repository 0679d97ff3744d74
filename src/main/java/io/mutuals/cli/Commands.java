package io.mutuals.cli;

import io.mutuals.MutualsApplication;
import io.mutuals.api.RequestException;
import io.mutuals.api.StartFailure;
import io.mutuals.importer.ImportException;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** What the jar can do beside serving: {@code java -jar mutuals.jar COMMAND}. */
@Command(
        name = "mutuals",
        description = "The social layer of a video platform. Without a command: serves the API.",
        mixinStandardHelpOptions = true,
        subcommands = {ImportCommand.class, EvaluateCommand.class, TrainCommand.class, SimulateCommand.class})
public final class Commands implements Runnable {

    private Commands() {}

    /** Whether the first argument is a command or asks for help, rather than a setting such as {@code --server.port}. */
    public static boolean isNamedIn(String[] arguments) {
        return arguments.length > 0 && (!arguments[0].startsWith("--") || arguments[0].equals("--help"));
    }

    /** Runs the command; the exit code is 0 when it did everything, 1 when it did not, 2 when it was called wrongly. */
    public static int run(String[] arguments) {
        return line().execute(arguments);
    }

    /** All commands, writing to the standard output and, what went wrong, to the standard error. */
    static CommandLine line() {
        CommandLine line = new CommandLine(new Commands());
        line.setCaseInsensitiveEnumValuesAllowed(true);
        line.getCommandSpec().version("Mutuals " + version());
        line.getSubcommands()
                .values()
                .forEach(command -> command.getCommandSpec().version("Mutuals " + version()));
        line.setExecutionExceptionHandler((failure, command, parsed) -> {
            command.getErr().println(sentence(failure));
            return CommandLine.ExitCode.SOFTWARE;
        });
        line.setParameterExceptionHandler((wrong, arguments) -> {
            CommandLine command = wrong.getCommandLine();
            command.getErr().println(wrong.getMessage());
            command.getErr().println("See " + command.getCommandSpec().qualifiedName() + " --help");
            return CommandLine.ExitCode.USAGE;
        });
        return line;
    }

    /** Of this program. */
    static String version() {
        String packaged = Commands.class.getPackage().getImplementationVersion();
        return packaged == null ? "as built from source" : packaged;
    }

    /** Opens the application without its server, for commands that need the database. */
    static ConfigurableApplicationContext open(List<String> settings) {
        return open(settings, null);
    }

    /** The same of a part of the application, which says nothing of its coming and going. */
    static ConfigurableApplicationContext open(Class<?> part, List<String> settings) {
        return builder(part).logStartupInfo(false).run(settings.toArray(String[]::new));
    }

    /** The same, going by another clock. */
    static ConfigurableApplicationContext open(List<String> settings, @Nullable InstantSource clock) {
        return builder(MutualsApplication.class)
                .initializers(context -> {
                    if (clock != null) {
                        ((GenericApplicationContext) context)
                                .registerBean(
                                        "simulatedClock",
                                        InstantSource.class,
                                        () -> clock,
                                        definition -> definition.setPrimary(true));
                    }
                })
                .run(settings.toArray(String[]::new));
    }

    private static SpringApplicationBuilder builder(Class<?> part) {
        return new SpringApplicationBuilder(part)
                .web(WebApplicationType.NONE)
                .properties("logging.level.org.springframework=off");
    }

    private static String sentence(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof ImportException || cause instanceof CommandFailure) {
                return String.valueOf(cause.getMessage());
            }
            if (cause instanceof StartFailure told) {
                return told.problem() + " " + told.remedy();
            }
            if (cause instanceof RequestException) {
                return "Neo4j went away; run the command again.";
            }
            if (cause instanceof OutOfMemoryError) {
                return "There is not enough memory; give Java more, as in java -Xmx8g -jar mutuals.jar.";
            }
        }
        return "The command failed: " + failure.getMessage();
    }

    @Override
    public void run() {
        new CommandLine(this).usage(System.out);
    }
}
