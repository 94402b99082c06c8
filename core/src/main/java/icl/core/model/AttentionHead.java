package icl.core.model;

import icl.core.design.Units;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * The parameters that linear attention and H3 have in common: W_q, W_k, W_v of shape (D, D) and v of shape (D), D = d +
 * 1. They make the form with M = the first d rows of W_q W_k', u = W_v v.
 */
final class AttentionHead {
    private AttentionHead() {}

    static List<Tensor> tensors(int dim) {
        int size = dim + 1;
        List<Tensor> tensors = new ArrayList<>();
        tensors.add(new Tensor("wq", size, size));
        tensors.add(new Tensor("wk", size, size));
        tensors.add(new Tensor("wv", size, size));
        tensors.add(new Tensor("v", size, 1));
        return tensors;
    }

    static int size(int dim) {
        int d = dim + 1;
        return 3 * d * d + d;
    }

    /** Initial parameters uniform in +-1/sqrt(D), followed by {@code more} parameters that are 0. */
    static double[] initial(int dim, RandomGenerator random, int more) {
        double[] parameters = new double[size(dim) + more];
        double bound = 1 / Math.sqrt(dim + 1.0);
        for (int i = 0; i < size(dim); i++) {
            parameters[i] = bound * (2 * random.nextDouble() - 1);
        }
        return parameters;
    }

    /**
     * Initial parameters near a gradient step: W_q = W_k = 0.3 I, W_v = I and v = the unit vector of the label, plus
     * normals of standard deviation 0.1 / sqrt(D). So M is near 0.09 I and u near that unit vector.
     */
    static double[] initialStep(int dim, RandomGenerator random, int more) {
        double[] parameters = new double[size(dim) + more];
        int d = dim + 1;
        for (int i = 0; i < size(dim); i++) {
            parameters[i] = 0.1 / Math.sqrt(d) * random.nextGaussian();
        }
        for (int c = 0; c < d; c++) {
            parameters[c * d + c] += 0.3;
            parameters[d * d + c * d + c] += 0.3;
            parameters[2 * d * d + c * d + c] += 1;
        }
        parameters[3 * d * d + dim] += 1;
        return parameters;
    }

    /**
     * A copy of parameters whose first ones are these, for prompts in a design's own units: rows of W_q, W_k and W_v belong to features and,
     * the last one, to the label, so that queries and keys have no unit; v has that of the label.
     */
    static double[] inOwnUnits(int dim, double[] parameters, Units units) {
        double[] own = parameters.clone();
        int size = dim + 1;
        for (int matrix = 0; matrix < 3; matrix++) {
            int at = matrix * size * size;
            Exponents.add(-units.features() / 2, own, at, dim * size);
            Exponents.add(-units.labels() / 2, own, at + dim * size, size);
        }
        Exponents.add(units.labels() / 2, own, 3 * size * size, size);
        return own;
    }

    static void form(int dim, double[] parameters, BilinearForm form) {
        int size = dim + 1;
        int key = size * size;
        int value = 2 * key;
        int vector = 3 * key;
        for (int a = 0; a < dim; a++) {
            for (int c = 0; c < size; c++) {
                form.matrix()[a * size + c] = dot(parameters, a * size, key + c * size, size);
            }
        }
        for (int c = 0; c < size; c++) {
            form.vector()[c] = dot(parameters, value + c * size, vector, size);
        }
    }

    private static double dot(double[] x, int a, int b, int size) {
        double sum = 0;
        for (int i = 0; i < size; i++) {
            sum = Math.fma(x[a + i], x[b + i], sum);
        }
        return sum;
    }

    /** Overwrites the gradient of these parameters. */
    static void pullBack(int dim, double[] parameters, BilinearForm of, double[] gradient) {
        int size = dim + 1;
        int key = size * size;
        int value = 2 * key;
        int vector = 3 * key;
        Arrays.fill(gradient, 0, size(dim), 0);
        for (int a = 0; a < dim; a++) {
            for (int c = 0; c < size; c++) {
                double slope = of.matrix()[a * size + c];
                add(slope, parameters, key + c * size, gradient, a * size, size);
                add(slope, parameters, a * size, gradient, key + c * size, size);
            }
        }
        for (int c = 0; c < size; c++) {
            double slope = of.vector()[c];
            add(slope, parameters, vector, gradient, value + c * size, size);
            add(slope, parameters, value + c * size, gradient, vector, size);
        }
    }

    private static void add(double factor, double[] x, int from, double[] y, int to, int size) {
        for (int i = 0; i < size; i++) {
            y[to + i] = Math.fma(factor, x[from + i], y[to + i]);
        }
    }
}
