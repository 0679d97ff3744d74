package io.mutuals.suggestion.friendgraph;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/**
 * Ensemble of regression trees whose outputs are summed. Nodes are stored in parallel arrays, siblings next to each
 * other, for fast evaluation. Immutable, safe to share between threads.
 */
public final class TreeEnsemble {

    private static final int LEAF = -1;
    private static final int MAX_NODES = 50_000_000;

    /** A number in the file format that has no meaning yet. */
    private static final float RESERVED = 0;

    /** Root node of each tree. */
    private final int[] roots;

    /** Feature column that a node tests, or {@link #LEAF}. */
    private final int[] columns;

    /** Threshold of an inner node, output of a leaf. */
    private final float[] values;

    /** Child taken if the feature is below the threshold; the other child is the next node. */
    private final int[] children;

    private TreeEnsemble(int[] roots, int[] columns, float[] values, int[] children) {
        this.roots = roots;
        this.columns = columns;
        this.values = values;
        this.children = children;
    }

    /** Returns an empty ensemble, which evaluates every row to 0. */
    public static TreeEnsemble none() {
        return new TreeEnsemble(new int[0], new int[0], new float[0], new int[0]);
    }

    /** Returns the number of trees. */
    public int count() {
        return roots.length;
    }

    /** Returns the number of nodes of all trees. */
    public int nodes() {
        return columns.length;
    }

    /**
     * Evaluates the ensemble on each row; O(rows x trees x depth).
     *
     * @param rows row-major feature matrix, {@code width} columns per row
     * @return the sum of the outputs of all trees for each row
     */
    public float[] sums(float[] rows, int width) {
        float[] sums = new float[rows.length / width];
        for (int root : roots) {
            for (int row = 0; row < sums.length; row++) {
                int from = row * width;
                int node = root;
                int column = columns[node];
                while (column != LEAF) {
                    node = children[node] + (rows[from + column] < values[node] ? 0 : 1);
                    column = columns[node];
                }
                sums[row] += values[node];
            }
        }
        return sums;
    }

    void write(DataOutput out) throws IOException {
        out.writeFloat(RESERVED);
        out.writeInt(roots.length);
        out.writeInt(columns.length);
        for (int root : roots) {
            out.writeInt(root);
        }
        for (int node = 0; node < columns.length; node++) {
            out.writeShort(columns[node]);
            out.writeFloat(values[node]);
            if (columns[node] != LEAF) {
                out.writeInt(children[node]);
            }
        }
    }

    /**
     * Reads trees written by {@link #write} and verifies that every evaluation terminates within bounds.
     *
     * @param width number of columns of a row; trees that test a column beyond it are rejected
     * @throws ModelFileException if the trees are damaged
     */
    static TreeEnsemble read(DataInput in, int width) throws IOException {
        in.readFloat();
        int[] roots = new int[count(in)];
        int[] columns = new int[count(in)];
        float[] values = new float[columns.length];
        int[] children = new int[columns.length];
        for (int tree = 0; tree < roots.length; tree++) {
            roots[tree] = node(in.readInt(), 0, columns.length);
        }
        for (int node = 0; node < columns.length; node++) {
            columns[node] = in.readShort();
            values[node] = in.readFloat();
            if (columns[node] < LEAF || columns[node] >= width) {
                throw new ModelFileException("a tree tests column " + columns[node] + " of " + width);
            }
            if (columns[node] != LEAF) {
                // Children follow their parent, so no path can loop.
                children[node] = node(in.readInt(), node + 1, columns.length - 1);
            }
        }
        return new TreeEnsemble(roots, columns, values, children);
    }

    private static int count(DataInput in) throws IOException {
        int count = in.readInt();
        if (count < 0 || count > MAX_NODES) {
            throw new ModelFileException("it declares " + count + " trees or nodes");
        }
        return count;
    }

    private static int node(int node, int from, int to) throws ModelFileException {
        if (node < from || node >= to) {
            throw new ModelFileException("a tree refers to node " + node + ", which does not exist");
        }
        return node;
    }

    /** Builds an ensemble node by node; siblings are added together. Not thread-safe. */
    public static final class Builder {

        private int[] roots = new int[64];
        private int[] columns = new int[1024];
        private float[] values = new float[1024];
        private int[] children = new int[1024];
        private int trees;
        private int nodes;

        /** Starts a tree and returns its root, which must then be made a leaf or a branch. */
        public int tree() {
            if (trees == roots.length) {
                roots = Arrays.copyOf(roots, 2 * trees);
            }
            roots[trees++] = nodes;
            return add(1);
        }

        /** Makes a node a leaf with the given output. */
        public void leaf(int node, float answer) {
            columns[node] = LEAF;
            values[node] = answer;
        }

        /**
         * Makes a node branch on {@code row[column] < limit}.
         *
         * @return the child taken if the condition holds; the other child is the next node
         */
        public int branch(int node, int column, float limit) {
            int below = add(2);
            columns[node] = column;
            values[node] = limit;
            children[node] = below;
            return below;
        }

        private int add(int more) {
            if (nodes + more > columns.length) {
                columns = Arrays.copyOf(columns, 2 * columns.length);
                values = Arrays.copyOf(values, 2 * values.length);
                children = Arrays.copyOf(children, 2 * children.length);
            }
            int first = nodes;
            nodes += more;
            return first;
        }

        /** Returns the ensemble of the trees added so far. */
        public TreeEnsemble build() {
            return new TreeEnsemble(
                    Arrays.copyOf(roots, trees),
                    Arrays.copyOf(columns, nodes),
                    Arrays.copyOf(values, nodes),
                    Arrays.copyOf(children, nodes));
        }
    }
}
