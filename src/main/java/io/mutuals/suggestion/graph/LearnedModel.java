package io.mutuals.suggestion.graph;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;

/**
 * What training learned, and how well it does.
 *
 * @param trainedAt as the caller of the training says
 * @param people of the graph that it was trained on
 * @param friendships of that graph
 * @param timed whether the friendships had times, so that the latest were held out for validation; else randomly chosen ones were
 * @param validation how it did on held-out friendships of that graph, which its trees had not seen
 * @param trees over the rows of {@link Candidates}
 */
public record LearnedModel(
        Instant trainedAt, int people, int friendships, boolean timed, Validation validation, Trees trees) {

    /**
     * How the model and the closed forms did on the validation part of the graph. All figures are means over the same users.
     *
     * @param users how many users were tested
     * @param learnedNdcg NDCG@10 of the model, from 0 to 1
     * @param learnedRecall Recall@10 of the model
     * @param closedForm the name of the closed form with the highest NDCG@10
     * @param closedFormNdcg its NDCG@10
     * @param closedFormRecall its Recall@10
     */
    public record Validation(
            int users,
            double learnedNdcg,
            double learnedRecall,
            String closedForm,
            double closedFormNdcg,
            double closedFormRecall) {}

    /** Who serves: the model, or a closed form in its place. */
    public sealed interface Verdict {

        /** In words, for logs and reports. */
        String reason();
    }

    /** The model serves. */
    public record Trusted(String reason) implements Verdict {}

    /**
     * A closed form serves in its place.
     *
     * @param closedForm its name
     */
    public record FallenBack(String closedForm, String reason) implements Verdict {}

    /** With fewer users than this a mean says nothing. */
    public static final int FEWEST_USERS = 20;

    /**
     * The model serves when on its validation part its mean NDCG@10 is above that of the best closed form, over at least
     * {@value #FEWEST_USERS} users; else that closed form serves.
     */
    public Verdict verdict() {
        String figures = "NDCG@10 %.4f of the model and %.4f of %s over %d users"
                .formatted(validation.learnedNdcg, validation.closedFormNdcg, validation.closedForm, validation.users);
        if (trees.count() == 0) {
            return new FallenBack(
                    validation.closedForm,
                    "The graph has too few friendships to learn from: %s serves.".formatted(validation.closedForm));
        }
        if (validation.users < FEWEST_USERS) {
            return new FallenBack(
                    validation.closedForm,
                    "Too few users to judge the model by (" + figures + "): the closed form serves.");
        }
        if (validation.learnedNdcg <= validation.closedFormNdcg) {
            return new FallenBack(
                    validation.closedForm,
                    "The model is no better on its own validation part (" + figures + "): the closed form serves.");
        }
        return new Trusted("The model is better on its own validation part: " + figures + ".");
    }

    /** Replaces the file as a whole: whoever reads it meanwhile gets the old model or this one. */
    public void write(Path file) throws IOException {
        ModelFile.write(this, file);
    }

    /**
     * @throws ModelFileException when the file is not a model, is damaged or of another version; says what to do
     * @throws IOException when it cannot be read
     */
    public static LearnedModel read(Path file) throws IOException {
        return ModelFile.read(file);
    }
}
