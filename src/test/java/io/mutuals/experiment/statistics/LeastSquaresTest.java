package io.mutuals.experiment.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.mutuals.SideBySide;
import org.junit.jupiter.api.Test;

@SideBySide
class LeastSquaresTest {

    @Test
    void recoversTheTrueCoefficients() {
        double[][] xx = {{4, 1, 2}, {1, 9, -3}, {2, -3, 6}};
        double[] made = {0.5, -2, 3};
        double[] found = LeastSquares.coefficients(xx, times(xx, made));
        assertThat(found).containsExactly(made, within(1e-12));
    }

    @Test
    void usesTheFirstOfCollinearColumns() {
        double[][] xx = {{4, 8, 1}, {8, 16, 2}, {1, 2, 5}};
        double[] found = LeastSquares.coefficients(xx, times(xx, new double[] {3, 0, 2}));
        assertThat(found).containsExactly(new double[] {3, 0, 2}, within(1e-9));
    }

    @Test
    void ignoresConstantColumns() {
        double[][] xx = {{0, 0}, {0, 2}};
        assertThat(LeastSquares.coefficients(xx, new double[] {0, 3})).containsExactly(0, 1.5);
        assertThat(LeastSquares.coefficients(new double[0][0], new double[0])).isEmpty();
    }

    private static double[] times(double[][] matrix, double[] vector) {
        double[] product = new double[vector.length];
        for (int i = 0; i < vector.length; i++) {
            for (int j = 0; j < vector.length; j++) {
                product[i] += matrix[i][j] * vector[j];
            }
        }
        return product;
    }
}
