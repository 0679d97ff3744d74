package io.mutuals.experiment.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.mutuals.SideBySide;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

@SideBySide
class MomentsTest {

    private static final int UNITS = 200;

    private final double[][] units = units();

    @Test
    void momentsOfPartsAddUpToTheWhole() {
        assertSame(of(0, 70).plus(of(70, UNITS)), of(0, UNITS));
        assertSame(Moments.builder(2).build().plus(of(0, UNITS)), of(0, UNITS));
    }

    @Test
    void scatterMatchesItsDefinition() {
        Moments moments = of(0, UNITS);
        for (int i = 0; i < 4; i++) {
            for (int j = 0; j < 4; j++) {
                double scatter = 0;
                for (double[] unit : units) {
                    scatter += (unit[i] - moments.mean(i)) * (unit[j] - moments.mean(j));
                }
                assertThat(moments.scatter(i, j)).as("%d, %d", i, j).isCloseTo(scatter, within(1e-8));
            }
        }
    }

    @Test
    void constantsHaveNoScatterDespiteRounding() {
        Moments.Builder builder = Moments.builder(1);
        for (int unit = 0; unit < 1_000; unit++) {
            builder.add(0.1, 1, unit);
        }
        assertThat(builder.build().scatter(Moments.NUMERATOR, Moments.NUMERATOR))
                .isZero();
        assertThat(builder.build().scatter(Moments.NUMERATOR, Moments.FIRST_COVARIATE))
                .isZero();
    }

    @Test
    void builderDoesNotModifyMomentsAlreadyBuilt() {
        Moments.Builder builder = Moments.builder(0).add(1, 1).add(2, 1);
        Moments built = builder.build();
        builder.add(100, 1);
        assertThat(built.mean(Moments.NUMERATOR)).isEqualTo(1.5);
        assertThat(built.scatter(Moments.NUMERATOR, Moments.NUMERATOR)).isEqualTo(0.5);
    }

    @Test
    void refusesMismatchedCovariates() {
        assertThatThrownBy(() -> Moments.builder(1).add(1, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> of(0, 9).plus(Moments.builder(1).build()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private Moments of(int from, int to) {
        Moments.Builder builder = Moments.builder(2);
        for (int at = from; at < to; at++) {
            builder.add(units[at][0], units[at][1], units[at][2], units[at][3]);
        }
        return builder.build();
    }

    private static void assertSame(Moments one, Moments other) {
        assertThat(one.units()).isEqualTo(other.units());
        for (int i = 0; i < 4; i++) {
            assertThat(one.sum(i)).isCloseTo(other.sum(i), within(1e-9));
            for (int j = 0; j < 4; j++) {
                assertThat(one.scatter(i, j)).isCloseTo(other.scatter(i, j), within(1e-8));
            }
        }
    }

    private static double[][] units() {
        SplittableRandom random = new SplittableRandom(5);
        double[][] units = new double[UNITS][];
        for (int at = 0; at < UNITS; at++) {
            double trait = random.nextGaussian();
            units[at] = new double[] {
                3 + trait + random.nextGaussian(), 1 + random.nextInt(4), trait, 10 + random.nextGaussian()
            };
        }
        return units;
    }
}
