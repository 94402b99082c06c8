package icl.core.model;

import java.util.random.RandomGenerator;

/** The filter of an H3 layer as parameters: n numbers by lag, lag 1 first, each divided by n in the form. */
final class FilterWeights {
    private FilterWeights() {}

    static void initial(double[] parameters, int at, int length, RandomGenerator random) {
        for (int lag = 0; lag < length; lag++) {
            parameters[at + lag] = 1 + 0.1 * random.nextGaussian();
        }
    }

    static void form(double[] parameters, int at, BilinearForm form) {
        int n = form.length();
        for (int lag = 0; lag < n; lag++) {
            form.filter()[n - 1 - lag] = parameters[at + lag] / n;
        }
    }

    static void pullBack(BilinearForm of, double[] gradient, int at) {
        int n = of.length();
        for (int lag = 0; lag < n; lag++) {
            gradient[at + lag] = of.filter()[n - 1 - lag] / n;
        }
    }
}
