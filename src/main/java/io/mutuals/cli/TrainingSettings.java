package io.mutuals.cli;

import io.mutuals.suggestion.evaluation.TrainingOptions;
import java.time.Instant;
import picocli.CommandLine.Option;

/** The training options that {@code train} and {@code evaluate} share. */
final class TrainingSettings {

    private static final int MOST_TREES = 1_000;

    @Option(
            names = "--trees",
            defaultValue = "" + TrainingOptions.TREES,
            paramLabel = "N",
            description = "the most trees in each of the three members of a model, 1 to 1000 (default: 200); "
                    + "fewer are trained faster")
    private int trees;

    @Option(
            names = "--seed",
            defaultValue = "1",
            paramLabel = "N",
            description = "the same seed on the same graph gives the same model and the same intervals (default: 1)")
    private long seed;

    /**
     * Returns the options of a training that begins now.
     *
     * @throws picocli.CommandLine.ParameterException if an option is out of range
     */
    TrainingOptions options(GraphCommand command) {
        command.checkRange("--trees", trees, 1, MOST_TREES);
        return TrainingOptions.at(Instant.now()).withSeed(seed).withTrees(trees);
    }
}
