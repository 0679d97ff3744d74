package io.mutuals.cli;

import io.mutuals.MutualsApplication;
import io.mutuals.api.RequestException;
import io.mutuals.api.StartFailure;
import io.mutuals.importer.ImportException;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.neo4j.driver.exceptions.Neo4jException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.properties.ConfigurationPropertiesBindException;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;

/** The commands of the jar, run as {@code java -jar mutuals.jar COMMAND}; without a command the jar serves the API. */
@Command(
        name = "mutuals",
        description = "The social layer of a video platform. Without a command: serves the API.",
        mixinStandardHelpOptions = true,
        subcommands = {
            ImportCommand.class,
            EvaluateCommand.class,
            TrainCommand.class,
            SimulateCommand.class,
            FindUserCommand.class,
            RegisterDocumentsCommand.class
        })
public final class Commands implements Runnable {

    private static final Logger log = LoggerFactory.getLogger(Commands.class);

    /** The heading above the exit codes in the help of each command. */
    static final String EXIT_CODES = "Exit codes:%n";

    private static final String SETTING = "--[a-z][\\w-]*\\.[^=]+=.*";

    private Commands() {}

    /**
     * Returns whether the first argument is a command or asks for help or the version, rather than a setting such as
     * {@code --server.port}.
     */
    public static boolean isNamedIn(String[] arguments) {
        return arguments.length > 0
                && (!arguments[0].startsWith("--")
                        || arguments[0].equals("--help")
                        || arguments[0].equals("--version"));
    }

    /** Runs the command and returns its exit code: 0 for success, 1 for failure, 2 for a wrong call. */
    public static int run(String[] arguments) {
        return line().execute(arguments);
    }

    /**
     * Returns the command line of all commands; it writes results to standard output and failures to standard error.
     */
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

    /** Returns the version in the jar's manifest; outside a jar, a phrase in its place. */
    static String version() {
        String packaged = Commands.class.getPackage().getImplementationVersion();
        return packaged == null ? "(built from source)" : packaged;
    }

    /** Returns whether an argument is an application setting, such as {@code --spring.neo4j.uri=bolt://host:7687}. */
    static boolean isSetting(String argument) {
        return argument.matches(SETTING);
    }

    /** @throws CommandLine.ParameterException naming the first argument that is not an application setting */
    static void requireSettings(List<String> arguments, CommandSpec command) {
        for (String argument : arguments) {
            if (!isSetting(argument)) {
                throw new CommandLine.ParameterException(command.commandLine(), "Unknown argument: " + argument);
            }
        }
    }

    /** Opens the whole application without its server. */
    static ConfigurableApplicationContext open(List<String> settings) {
        return open(settings, null);
    }

    /** Opens a part of the application without logging its start. */
    static ConfigurableApplicationContext open(Class<?> part, List<String> settings) {
        return builder(part).logStartupInfo(false).run(settings.toArray(String[]::new));
    }

    /** Opens the whole application without its server; a null clock keeps the system's. */
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
                return "The connection to Neo4j was lost; run the command again.";
            }
            if (cause instanceof ConfigurationPropertiesBindException wrong) {
                return "A setting cannot be used: " + reason(wrong) + ".";
            }
            if (cause instanceof Neo4jException refused) {
                return "Neo4j refused the work (" + refused.code()
                        + "); make sure that its version is supported and that"
                        + " the user may change the graph and its schema.";
            }
            if (cause instanceof OutOfMemoryError) {
                return "There is not enough memory; give Java more, as in java -Xmx8g -jar mutuals.jar.";
            }
        }
        log.error("The command failed", failure);
        return "The command failed unexpectedly; please report it with the stack trace above.";
    }

    /** Names the setting that could not be bound, with its value; without these, the prefix of its group. */
    private static String reason(ConfigurationPropertiesBindException wrong) {
        for (Throwable cause = wrong; cause != null; cause = cause.getCause()) {
            if (cause instanceof BindException unbound) {
                ConfigurationProperty property = unbound.getProperty();
                if (property != null) {
                    return property.getName() + " = " + property.getValue();
                }
            }
        }
        return "one below " + wrong.getAnnotation().prefix()
                + wrong.getAnnotation().value();
    }

    @Override
    public void run() {
        new CommandLine(this).usage(System.out);
    }
}
