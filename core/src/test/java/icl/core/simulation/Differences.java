package icl.core.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import icl.core.linalg.Objective;

/** A gradient against central differences: what they miss falls with the square of their step. */
public final class Differences {
    private static final double STEP = 1.0 / 64;

    /** Of the largest value: where less is missed, it is rounding. */
    private static final double ROUNDING = 1e-13;

    private Differences() {}

    /** Checks the derivative along the direction, taken of length 1. */
    public static void check(Objective function, double[] at, double[] direction) {
        double[] gradient = new double[at.length];
        double value = function.at(at, gradient);
        double length = Math.sqrt(Dense.dot(direction, direction));
        double slope = Dense.dot(gradient, direction) / length;
        double missed = Math.abs(difference(function, at, direction, STEP / length) / STEP - slope);
        double less = Math.abs(difference(function, at, direction, STEP / length / 4) / (STEP / 4) - slope);
        if (missed > ROUNDING * Math.abs(value) / STEP) {
            double order = Math.log(missed / less) / Math.log(4);
            assertThat(order)
                    .as("order of what differences miss of %s: %s, then %s", slope, missed, less)
                    .isBetween(1.9, 2.1);
        }
    }

    /** [f(x + h d) - f(x - h d)] / 2. */
    private static double difference(Objective function, double[] at, double[] direction, double step) {
        return (moved(function, at, direction, step) - moved(function, at, direction, -step)) / 2;
    }

    private static double moved(Objective function, double[] at, double[] direction, double step) {
        double[] there = at.clone();
        for (int i = 0; i < there.length; i++) {
            there[i] += step * direction[i];
        }
        return function.at(there, new double[there.length]);
    }
}
