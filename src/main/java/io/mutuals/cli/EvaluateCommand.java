package io.mutuals.cli;

import io.mutuals.suggestion.evaluation.EdgeList;
import io.mutuals.suggestion.evaluation.Entrant;
import io.mutuals.suggestion.evaluation.Evaluation;
import io.mutuals.suggestion.evaluation.EvaluationResult;
import io.mutuals.suggestion.evaluation.EvaluationResult.Setup;
import io.mutuals.suggestion.evaluation.Progress;
import io.mutuals.suggestion.evaluation.Split;
import io.mutuals.suggestion.evaluation.TrainingOptions;
import io.mutuals.suggestion.evaluation.report.CsvReport;
import io.mutuals.suggestion.evaluation.report.HtmlReport;
import io.mutuals.suggestion.evaluation.report.JsonReport;
import io.mutuals.suggestion.evaluation.report.TextReport;
import io.mutuals.suggestion.friendgraph.LearnedModel;
import io.mutuals.suggestion.friendgraph.Rankers;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Measures how well strategies predict held-out friendships. */
@Command(
        name = "evaluate",
        description = "Measures how well strategies find held-out friendships of a graph (see docs/evaluation.md).",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        exitCodeListHeading = Commands.EXIT_CODES,
        exitCodeList = {
            "0: the strategies were evaluated",
            "1: the command failed; the standard error tells why",
            "2: the command was called wrongly"
        })
final class EvaluateCommand extends GraphCommand {

    private static final String DEFAULT_BASELINE = "adamic-adar";
    private static final String LEARNED = "learned";
    private static final List<String> RANKERS =
            Stream.concat(Rankers.names().stream(), Stream.of(LEARNED)).toList();

    private static final int FEWEST_PLACES = 10;
    private static final int MOST_PLACES = 10_000;
    private static final int FEWEST_RESAMPLES = 100;
    private static final int MOST_RESAMPLES = 1_000_000;

    /** The ways to hold out friendships. */
    enum SplitBy {
        AUTO,
        TIME,
        HASH
    }

    @Option(
            names = "--strategies",
            split = ",",
            paramLabel = "NAME",
            description =
                    "the rankers and configured strategies to evaluate, separated by commas (default: all rankers)")
    private List<String> strategies = new ArrayList<>();

    @Option(
            names = "--baseline",
            paramLabel = "NAME",
            description = "the strategy to compare the others with (default: " + DEFAULT_BASELINE
                    + " if it is evaluated, else the first)")
    private @Nullable String baseline;

    @Option(
            names = "--split",
            defaultValue = "auto",
            description = "time: hold out the latest 15 %% of the friendships; hash: one in ten; auto (default): "
                    + "by time if the graph has times")
    private SplitBy split = SplitBy.AUTO;

    @Option(
            names = "--model",
            paramLabel = "FILE",
            description =
                    "the model of the ranker learned (default: train one on the friendships that are not held out)")
    private @Nullable Path model;

    @Option(names = "--report", paramLabel = "FILE", description = "write a page with charts to FILE, in HTML")
    private @Nullable Path report;

    @Option(names = "--json", paramLabel = "FILE", description = "write all figures to FILE, as JSON")
    private @Nullable Path json;

    @Option(
            names = "--csv",
            paramLabel = "FILE",
            description = "write all figures to FILE, as CSV with one figure a row")
    private @Nullable Path csv;

    @Option(
            names = "--places",
            defaultValue = "100",
            paramLabel = "N",
            description = "how many people each strategy ranks for a user, 10 to 10000 (default: 100)")
    private int places;

    @Option(
            names = "--resamples",
            defaultValue = "2000",
            paramLabel = "N",
            description = "resamples of the bootstrap, 100 to 1000000 (default: 2000)")
    private int resamples;

    @Mixin
    private TrainingSettings training = new TrainingSettings();

    /** Accepts the settings that define strategies. */
    @Override
    boolean isUsedOnFiles(String setting) {
        return Stream.of("--mutuals.suggestion.", "--spring.config.", "--spring.profiles.")
                .anyMatch(setting::startsWith);
    }

    @Override
    void run(PrintWriter out) {
        Lineup lineup = lineup();
        String baselineName = baseline(lineup);
        checkRange("--places", places, FEWEST_PLACES, MOST_PLACES);
        checkRange("--resamples", resamples, FEWEST_RESAMPLES, MOST_RESAMPLES);
        TrainingOptions options = training.options(this);
        @Nullable LearnedModel trained = model == null ? null : Models.read(model);
        @Nullable OutputFile htmlFile = output(report);
        @Nullable OutputFile jsonFile = output(json);
        @Nullable OutputFile csvFile = output(csv);

        EvaluationResult result;
        try (TerminalProgress progress = progress()) {
            EdgeList friendships = graph.read(progress);
            Split parts = split(friendships);
            Setup setup =
                    new Setup(baselineName, places, resamples, options.seed(), options.trainedAt(), Commands.version());
            List<Entrant> entrants = lineup.entrants(ranker -> entrant(ranker, parts, options, trained, progress));
            result = new Evaluation(parts, graph.name(), friendships.times(), setup).run(entrants, progress);
        }
        out.println(TextReport.of(result));
        write(out, "report", htmlFile, result, HtmlReport::of);
        write(out, "JSON", jsonFile, result, JsonReport::of);
        write(out, "CSV", csvFile, result, CsvReport::of);
    }

    private Lineup lineup() {
        Lineup lineup = new Lineup(RANKERS, () -> ConfiguredStrategies.read(graph.settings()), graph::wrong);
        (strategies.isEmpty() ? RANKERS : strategies).forEach(name -> lineup.add(name.strip()));
        return lineup;
    }

    private String baseline(Lineup lineup) {
        List<String> named = lineup.names();
        if (baseline == null) {
            return named.contains(DEFAULT_BASELINE) ? DEFAULT_BASELINE : named.getFirst();
        }
        String name = lineup.nameOf(baseline);
        if (!named.contains(name)) {
            throw graph.wrong("The baseline \"" + baseline + "\" is not among the strategies; name one of "
                    + String.join(", ", named) + ".");
        }
        return name;
    }

    private static @Nullable OutputFile output(@Nullable Path path) {
        return path == null ? null : new OutputFile(path);
    }

    private Split split(EdgeList friendships) {
        if (split == SplitBy.TIME && !friendships.timed()) {
            throw new CommandFailure(graph.name() + " cannot be split by time; its times: " + friendships.times()
                    + ". Give times, or use --split hash.");
        }
        boolean byTime = split == SplitBy.TIME || (split == SplitBy.AUTO && friendships.timed());
        Split parts = byTime ? Split.byTime(friendships) : Split.byHash(friendships);
        if (parts.users().length == 0) {
            throw new CommandFailure(graph.name() + " has too few friendships to test any user: of "
                    + friendships.edges().size()
                    + " none is held out between two people with others to learn from; use a larger graph"
                    + (byTime ? ", or --split hash." : friendships.timed() ? ", or --split time." : "."));
        }
        return parts;
    }

    private static Entrant entrant(
            String name, Split parts, TrainingOptions training, @Nullable LearnedModel trained, Progress progress) {
        if (!name.equals(LEARNED)) {
            return Entrant.untrained(Rankers.named(name));
        }
        return trained == null
                ? Entrant.trained(parts, training, progress)
                : Entrant.trainedBefore(trained, parts, progress);
    }

    private static void write(
            PrintWriter out,
            String content,
            @Nullable OutputFile file,
            EvaluationResult result,
            Function<EvaluationResult, String> format) {
        if (file != null) {
            file.write(format.apply(result));
            file.printLocation(out, content);
        }
    }
}
