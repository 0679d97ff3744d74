package io.mutuals.suggestion.graph;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;

/**
 * Regression trees whose answers are added up, laid out for fast reading: a node is four numbers in arrays, its two children lie side by
 * side. Immutable.
 */
public final class Trees {

    private static final int LEAF = -1;
    private static final int MOST_NODES = 50_000_000;

    /** Where each tree begins. */
    private final int[] roots;

    /** The column that a node looks at, or {@link #LEAF}. */
    private final int[] columns;

    /** What the value is compared with; of a leaf, its answer. */
    private final float[] values;

    /** The node to go to when the value is smaller; when not, the one after it. */
    private final int[] children;

    private final float base;

    private Trees(int[] roots, int[] columns, float[] values, int[] children, float base) {
        this.roots = roots;
        this.columns = columns;
        this.values = values;
        this.children = children;
        this.base = base;
    }

    /** No trees: 0 for every row. */
    public static Trees none() {
        return new Trees(new int[0], new int[0], new float[0], new int[0], 0);
    }

    public int count() {
        return roots.length;
    }

    public int nodes() {
        return columns.length;
    }

    /**
     * Adds up the answers for each row.
     *
     * @param rows row by row, {@code width} numbers each
     */
    public float[] sums(float[] rows, int width) {
        float[] sums = new float[rows.length / width];
        Arrays.fill(sums, base);
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
        out.writeFloat(base);
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

    /** @param width how many columns a row has; a tree that looks beyond is refused */
    static Trees read(DataInput in, int width) throws IOException {
        float base = in.readFloat();
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
                throw new ModelFileException("a tree asks for column " + columns[node] + " of " + width);
            }
            if (columns[node] != LEAF) {
                // Children come after their parent, so no walk down a tree can go in circles.
                children[node] = node(in.readInt(), node + 1, columns.length - 1);
            }
        }
        return new Trees(roots, columns, values, children, base);
    }

    private static int count(DataInput in) throws IOException {
        int count = in.readInt();
        if (count < 0 || count > MOST_NODES) {
            throw new ModelFileException("it claims to have " + count + " trees or nodes");
        }
        return count;
    }

    private static int node(int node, int from, int to) throws ModelFileException {
        if (node < from || node >= to) {
            throw new ModelFileException("a tree goes on at node " + node + ", which is not there");
        }
        return node;
    }

    /** Collects trees; a tree is added node by node, its two children together. Not thread-safe. */
    public static final class Builder {

        private int[] roots = new int[64];
        private int[] columns = new int[1024];
        private float[] values = new float[1024];
        private int[] children = new int[1024];
        private int trees;
        private int nodes;
        private float base;

        /** What every sum begins with. */
        public Builder base(float value) {
            base = value;
            return this;
        }

        /** Begins a tree; returns its root, to be made a leaf or a branch. */
        public int tree() {
            if (trees == roots.length) {
                roots = Arrays.copyOf(roots, 2 * trees);
            }
            roots[trees++] = nodes;
            return add(1);
        }

        public void leaf(int node, float answer) {
            columns[node] = LEAF;
            values[node] = answer;
        }

        /** Makes a node ask whether the value in {@code column} is below {@code limit}; returns the node for yes, the next is for no. */
        public int branch(int node, int column, float limit) {
            int yes = add(2);
            columns[node] = column;
            values[node] = limit;
            children[node] = yes;
            return yes;
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

        public Trees build() {
            return new Trees(
                    Arrays.copyOf(roots, trees),
                    Arrays.copyOf(columns, nodes),
                    Arrays.copyOf(values, nodes),
                    Arrays.copyOf(children, nodes),
                    base);
        }
    }
}
