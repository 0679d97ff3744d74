package io.mutuals.suggestion.evaluation;

import io.mutuals.suggestion.friendgraph.TreeEnsemble;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import ml.dmlc.xgboost4j.java.Booster;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.XGBoost;
import ml.dmlc.xgboost4j.java.XGBoostError;

/**
 * Trains regression trees that rank new friends first: LambdaMART (Burges 2010) with NDCG, as implemented by XGBoost
 * (Chen and Guestrin 2016).
 *
 * <p>The hyperparameters are the same for all graphs, chosen on inner splits of several; only the number of trees
 * depends on the graph.
 */
final class TreeTrainer {

    private static final Pattern BRANCH =
            Pattern.compile("(\\d+):\\[f(\\d+)<([^\\]]+)\\] yes=(\\d+),no=(\\d+),missing=\\d+");
    private static final Pattern LEAF = Pattern.compile("(\\d+):leaf=(\\S+)");

    private TreeTrainer() {}

    /**
     * Trains {@code count} boosted trees.
     *
     * @return the trees in XGBoost's text format
     */
    static String[] grow(Examples examples, int count, long seed) {
        try {
            DMatrix matrix = examples.matrix();
            try {
                Booster booster = XGBoost.train(matrix, settings(seed), count, new HashMap<>(), null, null);
                try {
                    return booster.getModelDump("", false);
                } finally {
                    booster.dispose();
                }
            } finally {
                matrix.dispose();
            }
        } catch (XGBoostError failed) {
            throw new IllegalStateException("XGBoost could not grow trees: " + failed.getMessage(), failed);
        }
    }

    static Map<String, Object> settings(long seed) {
        Map<String, Object> settings = new HashMap<>();
        settings.put("objective", "rank:ndcg");
        settings.put("lambdarank_pair_method", "topk");
        settings.put("lambdarank_num_pair_per_sample", 10);
        settings.put("ndcg_exp_gain", false);
        settings.put("eta", 0.08);
        settings.put("max_depth", 5);
        settings.put("min_child_weight", 1);
        settings.put("lambda", 5);
        settings.put("subsample", 0.7);
        settings.put("colsample_bytree", 0.4);
        settings.put("tree_method", "hist");
        settings.put("max_bin", 64);
        settings.put("base_score", 0);
        // One thread a member: with several, rounding would depend on how they divide the work.
        settings.put("nthread", 1);
        settings.put("seed", seed);
        settings.put("verbosity", 0);
        return settings;
    }

    /**
     * Adds trees in XGBoost's text format to an ensemble.
     *
     * @param from the first tree to add
     * @param to the end of the range, exclusive
     * @param weight the factor of each leaf
     * @throws IllegalStateException if the text is not a tree
     */
    static void add(TreeEnsemble.Builder trees, String[] dump, int from, int to, float weight) {
        for (int at = from; at < Math.min(to, dump.length); at++) {
            Map<Integer, String> nodes = new HashMap<>();
            for (String line : dump[at].split("\n")) {
                String node = line.strip();
                if (!node.isEmpty()) {
                    nodes.put(Integer.valueOf(node.substring(0, node.indexOf(':'))), node);
                }
            }
            add(trees, nodes, 0, trees.tree(), weight);
        }
    }

    private static void add(
            TreeEnsemble.Builder trees, Map<Integer, String> nodes, int number, int into, float weight) {
        String node = nodes.get(number);
        if (node == null) {
            throw new IllegalStateException("XGBoost returned a tree without node " + number + ".");
        }
        Matcher leaf = LEAF.matcher(node);
        if (leaf.lookingAt()) {
            trees.leaf(into, Float.parseFloat(leaf.group(2)) * weight);
            return;
        }
        Matcher branch = BRANCH.matcher(node);
        if (!branch.lookingAt()) {
            throw new IllegalStateException("XGBoost returned a node that is neither leaf nor branch: " + node);
        }
        int yes = trees.branch(into, Integer.parseInt(branch.group(2)), Float.parseFloat(branch.group(3)));
        add(trees, nodes, Integer.parseInt(branch.group(4)), yes, weight);
        add(trees, nodes, Integer.parseInt(branch.group(5)), yes + 1, weight);
    }
}
