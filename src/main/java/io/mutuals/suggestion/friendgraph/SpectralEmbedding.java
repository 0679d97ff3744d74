package io.mutuals.suggestion.friendgraph;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Spectral embedding of a graph: coordinates along the leading eigenvectors of the symmetrically normalised adjacency
 * matrix D^-1/2 A D^-1/2.
 *
 * <p>Computed by subspace iteration with a Rayleigh-Ritz step (Saad 1992, chapter 5) from a fixed start, hence
 * deterministic. O(iterations x dimensions x (friendships + people x dimensions)).
 */
final class SpectralEmbedding {

    static final int DIMENSIONS = 48;

    private static final int ITERATIONS = 12;

    /** Row-major coordinates, {@link #DIMENSIONS} per person: eigenvector entries scaled by the eigenvalue. */
    final float[] position;

    /** Euclidean norm of each person's coordinates. */
    final float[] norm;

    private SpectralEmbedding(float[] position, float[] norm) {
        this.position = position;
        this.norm = norm;
    }

    static SpectralEmbedding of(FriendGraph graph) {
        int people = graph.people();
        int k = DIMENSIONS;
        float[] root = new float[people];
        for (int person = 0; person < people; person++) {
            root[person] = graph.degree(person) == 0 ? 0 : (float) (1 / Math.sqrt(graph.degree(person)));
        }
        SplittableRandom random = new SplittableRandom(1);
        float[] basis = new float[people * k];
        for (int at = 0; at < basis.length; at++) {
            basis[at] = (float) (random.nextDouble() - 0.5);
        }
        float[] image = new float[people * k];
        for (int iteration = 0; iteration < ITERATIONS; iteration++) {
            orthonormalise(basis, people, k);
            multiply(graph, root, basis, image, 0.5f);
            float[] swap = basis;
            basis = image;
            image = swap;
        }
        orthonormalise(basis, people, k);
        multiply(graph, root, basis, image, 0);
        double[][] small = gram(basis, image, people, k);
        double[][] vectors = new double[k][k];
        double[] values = eigen(small, vectors);
        float[] position = new float[people * k];
        float[] norm = new float[people];
        double[] row = new double[k];
        for (int person = 0; person < people; person++) {
            double sum = 0;
            for (int to = 0; to < k; to++) {
                double dot = 0;
                for (int from = 0; from < k; from++) {
                    dot += basis[person * k + from] * vectors[from][to];
                }
                row[to] = dot * Math.max(0, values[to]);
                sum += row[to] * row[to];
            }
            for (int to = 0; to < k; to++) {
                position[person * k + to] = (float) row[to];
            }
            norm[person] = (float) Math.sqrt(sum);
        }
        return new SpectralEmbedding(position, norm);
    }

    /** Returns the dot product of the coordinates of two people. */
    float dot(int one, int other) {
        float dot = 0;
        int a = one * DIMENSIONS;
        int b = other * DIMENSIONS;
        for (int at = 0; at < DIMENSIONS; at++) {
            dot += position[a + at] * position[b + at];
        }
        return dot;
    }

    /**
     * Sets image = (1 - lazy) N basis + lazy basis. The lazy walk has no negative eigenvalues, whose magnitude would
     * hide those near 1.
     */
    private static void multiply(FriendGraph graph, float[] root, float[] basis, float[] image, float lazy) {
        int k = DIMENSIONS;
        int[] friends = graph.friends();
        float[] sum = new float[k];
        for (int person = 0; person < graph.people(); person++) {
            Arrays.fill(sum, 0);
            int end = graph.first(person) + graph.degree(person);
            for (int at = graph.first(person); at < end; at++) {
                int from = friends[at] * k;
                float weight = root[friends[at]];
                for (int d = 0; d < k; d++) {
                    sum[d] += weight * basis[from + d];
                }
            }
            int to = person * k;
            float scale = (1 - lazy) * root[person];
            for (int d = 0; d < k; d++) {
                image[to + d] = scale * sum[d] + lazy * basis[to + d];
            }
        }
    }

    private static double[][] gram(float[] left, float[] right, int people, int k) {
        double[][] gram = new double[k][k];
        for (int person = 0; person < people; person++) {
            int row = person * k;
            for (int a = 0; a < k; a++) {
                double value = left[row + a];
                double[] into = gram[a];
                for (int b = 0; b < k; b++) {
                    into[b] += value * right[row + b];
                }
            }
        }
        return gram;
    }

    /** Orthonormalises with the Cholesky factor of the Gram matrix; the second pass restores accuracy. */
    private static void orthonormalise(float[] basis, int people, int k) {
        for (int pass = 0; pass < 2; pass++) {
            double[][] factor = gram(basis, basis, people, k);
            for (int a = 0; a < k; a++) {
                for (int b = 0; b <= a; b++) {
                    double sum = factor[a][b];
                    for (int c = 0; c < b; c++) {
                        sum -= factor[a][c] * factor[b][c];
                    }
                    if (a == b) {
                        factor[a][a] = Math.sqrt(Math.max(sum, 1e-12));
                    } else {
                        factor[a][b] = sum / factor[b][b];
                    }
                }
            }
            for (int person = 0; person < people; person++) {
                int row = person * k;
                for (int a = 0; a < k; a++) {
                    double sum = basis[row + a];
                    for (int c = 0; c < a; c++) {
                        sum -= factor[a][c] * basis[row + c];
                    }
                    basis[row + a] = (float) (sum / factor[a][a]);
                }
            }
        }
    }

    /**
     * Diagonalises {@code matrix} by Jacobi rotations and accumulates the eigenvectors in the columns of {@code
     * vectors}.
     */
    private static double[] eigen(double[][] matrix, double[][] vectors) {
        int k = matrix.length;
        for (int a = 0; a < k; a++) {
            vectors[a][a] = 1;
            for (int b = 0; b < a; b++) {
                matrix[a][b] = matrix[b][a] = (matrix[a][b] + matrix[b][a]) / 2;
            }
        }
        for (int sweep = 0; sweep < 30; sweep++) {
            double off = 0;
            for (int a = 0; a < k; a++) {
                for (int b = 0; b < a; b++) {
                    off += matrix[a][b] * matrix[a][b];
                }
            }
            if (off < 1e-18) {
                break;
            }
            for (int a = 0; a < k; a++) {
                for (int b = a + 1; b < k; b++) {
                    rotate(matrix, vectors, a, b);
                }
            }
        }
        double[] values = new double[k];
        for (int a = 0; a < k; a++) {
            values[a] = matrix[a][a];
        }
        return values;
    }

    private static void rotate(double[][] matrix, double[][] vectors, int a, int b) {
        if (Math.abs(matrix[a][b]) < 1e-300) {
            return;
        }
        double theta = (matrix[b][b] - matrix[a][a]) / (2 * matrix[a][b]);
        double tangent = Math.copySign(1, theta) / (Math.abs(theta) + Math.sqrt(theta * theta + 1));
        double cosine = 1 / Math.sqrt(tangent * tangent + 1);
        double sine = tangent * cosine;
        int k = matrix.length;
        for (int c = 0; c < k; c++) {
            double one = matrix[c][a];
            double other = matrix[c][b];
            matrix[c][a] = cosine * one - sine * other;
            matrix[c][b] = sine * one + cosine * other;
        }
        for (int c = 0; c < k; c++) {
            double one = matrix[a][c];
            double other = matrix[b][c];
            matrix[a][c] = cosine * one - sine * other;
            matrix[b][c] = sine * one + cosine * other;
        }
        for (int c = 0; c < k; c++) {
            double one = vectors[c][a];
            double other = vectors[c][b];
            vectors[c][a] = cosine * one - sine * other;
            vectors[c][b] = sine * one + cosine * other;
        }
    }
}
