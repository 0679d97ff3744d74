package io.mutuals.suggestion.evaluation;

import io.mutuals.suggestion.friendgraph.FeatureMatrix;
import io.mutuals.suggestion.friendgraph.FriendGraph;
import io.mutuals.suggestion.friendgraph.LearnedModel;
import io.mutuals.suggestion.friendgraph.LearnedModel.Validation;
import io.mutuals.suggestion.friendgraph.Ranker;
import io.mutuals.suggestion.friendgraph.Rankers;
import io.mutuals.suggestion.friendgraph.Ranking;
import io.mutuals.suggestion.friendgraph.TreeEnsemble;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Trains the learned ranker on a graph by hiding friendships and learning to predict them. The procedure is the same
 * for all graphs.
 *
 * <p>Friendships are hidden part by part. With times, part 0 is the latest 15 % of the friendships; each further part
 * is the latest 15 % of the graph as it was at an earlier moment, so that neighbouring parts overlap, and is predicted
 * from the graph before it. Without times, each part is a tenth, selected by a hash, and is predicted from the other
 * nine. Trees are first trained on the parts that are disjoint from part 0 and validated on part 0, which chooses the
 * number of trees and compares the model with the closed forms. Then as many trees are trained on all parts.
 */
public final class Training {

    private static final int MOST_PARTS = 8;

    /**
     * The number of parts that begin within the time span of one, if there are times: each friendship is predicted from
     * several moments. This helps small graphs (NDCG@10 on inner splits rose by 0.01 on college_msg and on
     * bitcoin_otc); in large ones the latest parts suffice.
     */
    private static final int OVERLAPPING = 2;

    private static final int FEWEST_HIDDEN = 50;
    private static final int TREES_PER_STEP = 10;

    /** The budget of the closed forms: friendships x iterations x users of PageRank. */
    private static final double CLOSED_FORM_STEPS = 2e9;

    private final TrainingOptions options;
    private final Progress progress;
    private final Workers workers;
    private final EdgeList edges;

    private Training(EdgeList edges, TrainingOptions options, Progress progress, Workers workers) {
        this.edges = edges;
        this.options = options;
        this.progress = progress;
        this.workers = workers;
    }

    /**
     * Trains a model on all friendships of {@code graph}. For an evaluation, pass the training part of its split only.
     *
     * @return the model; it falls back to a closed form if the graph is too small to learn from
     */
    public static LearnedModel train(FriendGraph graph, TrainingOptions options, Progress progress) {
        try (Workers workers = new Workers(options.threads())) {
            return new Training(EdgeList.of(graph), options, progress, workers).model(graph);
        }
    }

    private LearnedModel model(FriendGraph graph) {
        Split validated = part(0, options.validationUsers());
        // Closed forms are slow on large graphs, so they are compared on fewer users than choose the number of trees.
        int compared = Math.min(validated.users().length, affordableUsers());
        if (compared == 0) {
            return model(graph, new Validation(0, 0, 0, "adamic-adar", 0, 0), TreeEnsemble.none());
        }
        LabelledSplit validation = LabelledSplit.of(validated, workers, progress, "Exploring for validation");
        List<LabelledSplit> lessons = lessons(firstDisjoint(), firstDisjoint() * MOST_PARTS);
        Measured closedForm = bestClosedForm(validated, compared);
        if (Examples.informative(lessons) < LearnedModel.MIN_USERS) {
            return model(graph, validation(compared, Measured.NONE, closedForm), TreeEnsemble.none());
        }
        String[][] grown = grow(lessons, options.trees(), "Growing trees to validate");
        int count = bestCount(validation, grown);
        Measured learned = measure(validation, compared, trees(grown, count));
        lessons.add(validation.sample(options.seed()));
        lessons.addAll(lessons(1, firstDisjoint()));
        TreeEnsemble trees = trees(grow(lessons, count, "Growing trees"), count);
        return model(graph, validation(compared, learned, closedForm), trees);
    }

    private LearnedModel model(FriendGraph graph, Validation validation, TreeEnsemble trees) {
        return new LearnedModel(
                options.trainedAt(), graph.people(), graph.friendships(), edges.timed(), validation, trees);
    }

    private static Validation validation(int users, Measured learned, Measured closedForm) {
        return new Validation(
                users,
                learned.mean.ndcg(),
                learned.mean.recall(),
                closedForm.name,
                closedForm.mean.ndcg(),
                closedForm.mean.recall());
    }

    private int affordableUsers() {
        double steps = 80.0 * Math.max(1, edges.edges().size());
        return (int) Math.clamp(CLOSED_FORM_STEPS / steps, 200, Integer.MAX_VALUE);
    }

    private Split part(int number, int users) {
        String salt = options.seed() + "/" + number + "/";
        double seen = Math.pow(Split.TRAIN_PART, (double) number / OVERLAPPING);
        return edges.timed()
                ? Split.byTime(edges.edges(), salt, seen, Split.TRAIN_PART, users)
                : Split.byHash(edges.edges(), options.seed() + "/", Split.HASH_PARTS, number, users);
    }

    /** The number of the first part that is disjoint from part 0. */
    private int firstDisjoint() {
        return edges.timed() ? OVERLAPPING : 1;
    }

    /** Samples the parts of these numbers until there are enough informative users. */
    private List<LabelledSplit> lessons(int from, int to) {
        List<LabelledSplit> lessons = new ArrayList<>();
        int users = 0;
        for (int number = from; number < to && users < options.users(); number++) {
            Split split = part(number, Math.ceilDiv(options.users(), 3));
            if (split.users().length == 0 || (edges.timed() && split.heldOutFriendships() < FEWEST_HIDDEN)) {
                break;
            }
            LabelledSplit lesson = LabelledSplit.of(split, workers, progress, "Exploring part " + number)
                    .sample(options.seed());
            users += Examples.informative(List.of(lesson));
            lessons.add(lesson);
        }
        return lessons;
    }

    private Measured bestClosedForm(Split split, int compared) {
        List<Measured> measured = new ArrayList<>();
        for (String name : Rankers.names()) {
            Ranker ranker = Rankers.named(name);
            Measures[] users = new Measures[compared];
            workers.forEach(
                    users.length,
                    user -> users[user] = Measures.of(
                            ranker.rank(split.train(), split.users()[user], Measures.PLACES), split.heldOut()[user]),
                    done -> progress.at("Measuring " + name, done, users.length));
            measured.add(new Measured(name, Measures.mean(Arrays.asList(users))));
        }
        return measured.stream()
                .max(Comparator.comparingDouble(form -> form.mean.ndcg()))
                .orElse(Measured.NONE);
    }

    /**
     * In large graphs each member samples other users, so together they learn from more than one could hold in memory.
     */
    private String[][] grow(List<LabelledSplit> lessons, int count, String step) {
        String[][] grown = new String[options.members()][];
        workers.forEach(
                grown.length,
                member -> {
                    SplittableRandom random = new SplittableRandom(options.seed() + member);
                    Examples examples = Examples.of(lessons, options.users() / 2, random);
                    grown[member] = TreeTrainer.grow(examples, count, options.seed() + member);
                },
                done -> progress.at(step, done, grown.length));
        return grown;
    }

    private static TreeEnsemble trees(String[][] grown, int count) {
        TreeEnsemble.Builder trees = new TreeEnsemble.Builder();
        for (String[] member : grown) {
            TreeTrainer.add(trees, member, 0, count, 1f / grown.length);
        }
        return trees.build();
    }

    /** Returns the number of trees with the highest NDCG on the validation part; the smallest of equals. */
    private int bestCount(LabelledSplit validation, String[][] grown) {
        int steps = Math.ceilDiv(options.trees(), TREES_PER_STEP);
        double[] ndcg = new double[steps];
        float[][] sums = new float[validation.users()][];
        for (int step = 0; step < steps; step++) {
            TreeEnsemble.Builder more = new TreeEnsemble.Builder();
            for (String[] member : grown) {
                TreeTrainer.add(more, member, step * TREES_PER_STEP, (step + 1) * TREES_PER_STEP, 1f / grown.length);
            }
            TreeEnsemble trees = more.build();
            double[] users = new double[validation.users()];
            workers.forEach(
                    users.length,
                    user -> {
                        float[] added = trees.sums(validation.candidates()[user].rows(), FeatureMatrix.width());
                        sums[user] = sums[user] == null ? added : sum(sums[user], added);
                        users[user] = measures(validation, user, sums[user]).ndcg();
                    },
                    done -> {});
            ndcg[step] = Arrays.stream(users).average().orElse(0);
        }
        int best = 0;
        for (int step = 1; step < steps; step++) {
            best = ndcg[step] > ndcg[best] ? step : best;
        }
        return (best + 1) * TREES_PER_STEP;
    }

    private static float[] sum(float[] one, float[] other) {
        for (int at = 0; at < one.length; at++) {
            one[at] += other[at];
        }
        return one;
    }

    private Measured measure(LabelledSplit validation, int compared, TreeEnsemble trees) {
        List<Measures> users = new ArrayList<>();
        for (int user = 0; user < compared; user++) {
            users.add(measures(
                    validation, user, trees.sums(validation.candidates()[user].rows(), FeatureMatrix.width())));
        }
        return new Measured("learned", Measures.mean(users));
    }

    private static Measures measures(LabelledSplit validation, int user, float[] sums) {
        int[] people = validation.candidates()[user].people();
        int[] order = IntStream.range(0, people.length)
                .boxed()
                .sorted(Comparator.comparingDouble((Integer at) -> -sums[at]).thenComparingInt(at -> at))
                .limit(Measures.PLACES)
                .mapToInt(at -> people[at])
                .toArray();
        return Measures.of(
                new Ranking(order, new double[order.length]), validation.split().heldOut()[user]);
    }

    private record Measured(String name, Measures mean) {

        private static final Measured NONE = new Measured("adamic-adar", new Measures(0, 0, 0, 0));
    }
}
