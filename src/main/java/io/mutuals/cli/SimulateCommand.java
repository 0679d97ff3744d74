package io.mutuals.cli;

import io.mutuals.experiment.simulation.SimulatedClock;
import io.mutuals.experiment.simulation.Simulation;
import io.mutuals.experiment.simulation.SimulationPlan;
import io.mutuals.experiment.simulation.SimulationRefused;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Unmatched;

/** Simulates the users of an experiment, to demonstrate its results. */
@Command(
        name = "simulate",
        description =
                "Simulates users of the graph in Neo4j through the API, so that an experiment has results to show."
                        + " It creates real friendships and messages: never run it on a graph of real people.",
        mixinStandardHelpOptions = true,
        exitCodeListHeading = Commands.EXIT_CODES,
        exitCodeList = {
            "0: the simulation was run to its end",
            "1: the command failed; the standard error tells why",
            "2: the command was called wrongly"
        })
final class SimulateCommand implements Callable<Integer> {

    /**
     * Days pass in seconds, so limits per minute would hold the users back, and journals are written at the end of each
     * day.
     */
    private static final List<String> PRESETS = List.of(
            "--mutuals.action-limit.send-message=1000000 per 1m",
            "--mutuals.action-limit.open-conversation=1000000 per 1h",
            "--mutuals.action-limit.record-impressions=1000000 per 1m",
            "--mutuals.suggestion.warm-every=1h",
            "--mutuals.experiment.write-every=1h",
            "--mutuals.suggestion.graph.enabled=true");

    @Option(
            names = "--experiment",
            required = true,
            paramLabel = "KEY",
            description = "the key of the experiment; if it does not exist, it is created with the standard "
                    + "strategy as control; a draft is started")
    private String experiment = "";

    @Option(
            names = "--treatment",
            paramLabel = "STRATEGY",
            defaultValue = "friends-of-friends",
            description = "the strategy of the second variant, if the experiment is created (default ${DEFAULT-VALUE})")
    private String treatment = "";

    @Option(
            names = "--people",
            paramLabel = "N",
            defaultValue = "200",
            description = "the maximum number of users who act (default ${DEFAULT-VALUE})")
    private int people;

    @Option(
            names = "--days",
            paramLabel = "N",
            defaultValue = "14",
            description = "the number of days to simulate, ending now, 1 to 90 (default ${DEFAULT-VALUE})")
    private int days;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "the seed; the same seed on the same graph gives the same decisions")
    private long seed;

    @Unmatched
    private List<String> settings = new ArrayList<>();

    @Spec
    private @Nullable CommandSpec command;

    @Override
    public Integer call() {
        if (people < 2 || days < 1 || days > 90) {
            throw new CommandLine.ParameterException(
                    Objects.requireNonNull(command).commandLine(), "Name at least 2 people, and 1 to 90 days.");
        }
        Commands.requireSettings(settings, Objects.requireNonNull(command));
        Instant now = Instant.now();
        SimulatedClock clock = new SimulatedClock(now.minus(Duration.ofDays(days)));
        try (var context = Commands.open(withPresets(settings), clock);
                TerminalProgress bar = TerminalProgress.silentWithoutTerminal()) {
            Simulation simulation = context.getBean(Simulation.class);
            SimulationPlan plan = new SimulationPlan(experiment, treatment, people, days, seed);
            PrintWriter out = Objects.requireNonNull(command).commandLine().getOut();
            simulation
                    .run(plan, clock, now, day -> bar.at("simulating days", day, days))
                    .forEach(out::println);
        } catch (SimulationRefused refused) {
            throw new CommandFailure(Objects.requireNonNull(refused.getMessage()));
        }
        return 0;
    }

    /** Returns the settings and those presets whose names are not among them: Spring would join the two values. */
    static List<String> withPresets(List<String> settings) {
        Set<ConfigurationPropertyName> given =
                settings.stream().map(SimulateCommand::name).collect(Collectors.toSet());
        return Stream.concat(PRESETS.stream().filter(preset -> !given.contains(name(preset))), settings.stream())
                .toList();
    }

    private static ConfigurationPropertyName name(String setting) {
        return ConfigurationPropertyName.adapt(setting.substring("--".length(), setting.indexOf('=')), '.');
    }
}
