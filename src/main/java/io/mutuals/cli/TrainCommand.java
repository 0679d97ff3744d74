package io.mutuals.cli;

import io.mutuals.suggestion.evaluation.EdgeList;
import io.mutuals.suggestion.evaluation.Training;
import io.mutuals.suggestion.evaluation.TrainingOptions;
import io.mutuals.suggestion.friendgraph.LearnedModel;
import io.mutuals.suggestion.friendgraph.LearnedModel.Fallback;
import io.mutuals.suggestion.friendgraph.LearnedModel.Trusted;
import io.mutuals.suggestion.friendgraph.LearnedModel.Validation;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Trains the ranker {@code learned} on a graph and writes its model. */
@Command(
        name = "train",
        description = "Trains the strategy learned on a graph, and tells how well it does (see docs/evaluation.md).",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        exitCodeListHeading = Commands.EXIT_CODES,
        exitCodeList = {
            "0: the model was written",
            "1: the command failed; the standard error tells why",
            "2: the command was called wrongly"
        })
final class TrainCommand extends GraphCommand {

    @Option(names = "--model", required = true, paramLabel = "FILE", description = "the file to write the model to")
    private @Nullable Path model;

    @Mixin
    private TrainingSettings training = new TrainingSettings();

    @Override
    void run(PrintWriter out) {
        TrainingOptions options = training.options(this);
        OutputFile file = new OutputFile(Objects.requireNonNull(model));
        LearnedModel trained;
        long started;
        String times;
        try (TerminalProgress progress = progress()) {
            EdgeList friendships = graph.read(progress);
            times = friendships.times();
            started = System.nanoTime();
            trained = Training.train(friendships.graph(), options, progress);
        }
        Models.write(trained, file);
        print(out, trained, times, (System.nanoTime() - started) / 1e9);
        file.printLocation(out, "model");
    }

    private void print(PrintWriter out, LearnedModel trained, String times, double seconds) {
        Validation validation = trained.validation();
        out.println(String.format(
                Locale.ROOT,
                "Trained on %s: %,d people, %,d friendships, %s, in %.1f s",
                graph.name(),
                trained.people(),
                trained.friendships(),
                trained.timed() ? "with times" : "without times",
                seconds));
        out.println("Times: " + times + ".");
        out.println();
        out.println(String.format(Locale.ROOT, "%-28s NDCG@10  Recall@10", validation.users() + " validation users"));
        row(out, "learned", validation.learnedNdcg(), validation.learnedRecall());
        row(out, validation.closedForm() + ", closed form", validation.closedFormNdcg(), validation.closedFormRecall());
        out.println();
        out.println(trained.servingDecision().reason());
        out.println(
                switch (trained.servingDecision()) {
                    case Trusted trusted -> "Serving would use the model.";
                    case Fallback back -> "Serving would fall back to " + back.closedForm() + ".";
                });
    }

    private static void row(PrintWriter out, String name, double ndcg, double recall) {
        out.println(String.format(Locale.ROOT, "%-28s %.4f   %.4f", name, ndcg, recall));
    }
}
