package io.mutuals.suggestion.friendgraph;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;

/**
 * Trained model of the learned ranker, with its quality on held-out friendships.
 *
 * @param trainedAt time of training as given by the caller
 * @param people number of people in the training graph
 * @param friendships number of friendships in the training graph
 * @param timed true if friendships had start times, so that the latest were held out for validation; otherwise random
 * ones were
 * @param validation quality on held-out friendships of the training graph
 * @param trees regression trees over the rows of {@link FeatureMatrix}
 */
public record LearnedModel(
        Instant trainedAt, int people, int friendships, boolean timed, Validation validation, TreeEnsemble trees) {

    /**
     * Quality of the model and of the best closed form on the validation split. All figures are means over the same
     * users.
     *
     * @param users number of users evaluated
     * @param learnedNdcg NDCG@10 of the model, 0 to 1
     * @param learnedRecall Recall@10 of the model, 0 to 1
     * @param closedForm name of the closed form with the highest NDCG@10
     * @param closedFormNdcg NDCG@10 of that closed form
     * @param closedFormRecall Recall@10 of that closed form
     */
    public record Validation(
            int users,
            double learnedNdcg,
            double learnedRecall,
            String closedForm,
            double closedFormNdcg,
            double closedFormRecall) {}

    /** Decision on which ranker serves: the model, or a closed form in its place. */
    public sealed interface ServingDecision {

        /** Returns the reason as a sentence for logs and reports. */
        String reason();
    }

    /** The model serves. */
    public record Trusted(String reason) implements ServingDecision {}

    /**
     * A closed form serves instead of the model.
     *
     * @param closedForm name of the closed form, see {@link Rankers#named}
     */
    public record Fallback(String closedForm, String reason) implements ServingDecision {}

    /** Minimum number of validation users; below it, a mean is not meaningful. */
    public static final int MIN_USERS = 20;

    /**
     * Returns which ranker should serve. The model does if its mean validation NDCG@10 exceeds that of the best closed
     * form over at least {@value #MIN_USERS} users; otherwise that closed form does.
     */
    public ServingDecision servingDecision() {
        String figures = "NDCG@10 %.4f of the model and %.4f of %s over %d users"
                .formatted(validation.learnedNdcg, validation.closedFormNdcg, validation.closedForm, validation.users);
        if (trees.count() == 0) {
            return new Fallback(
                    validation.closedForm,
                    "The graph has too few friendships to learn from: %s serves.".formatted(validation.closedForm));
        }
        if (validation.users < MIN_USERS) {
            return new Fallback(
                    validation.closedForm,
                    "Too few users to judge the model by (" + figures + "): the closed form serves.");
        }
        if (validation.learnedNdcg <= validation.closedFormNdcg) {
            return new Fallback(
                    validation.closedForm,
                    "The model is no better on its own validation part (" + figures + "): the closed form serves.");
        }
        return new Trusted("The model is better on its own validation part: " + figures + ".");
    }

    /** Writes the model to a file atomically: concurrent readers see either the old model or this one. */
    public void write(Path file) throws IOException {
        ModelFile.write(this, file);
    }

    /**
     * Reads a model.
     *
     * @throws ModelFileException if the file is not a model, is damaged or has another version; the message says what
     * to do
     * @throws IOException if the file cannot be read
     */
    public static LearnedModel read(Path file) throws IOException {
        return ModelFile.read(file);
    }
}
