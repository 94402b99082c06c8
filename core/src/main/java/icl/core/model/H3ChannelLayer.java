package icl.core.model;

import icl.core.design.Units;
import icl.core.prompt.Prompt;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * One H3 layer with a separate convolution filter for each of the d + 1 channels of the keys, \( f = \frac1n \sum_a
 * (W_q^T z_q)_a \sum_i F_{a,\ell(i)} (W_k^T z_i)_a (z_i^T W_v v) \) with the lag l(i). It contains the steps with
 * separate weights for each eigenvector of the preconditioner (docs/formulas.md, section 4).
 */
public record H3ChannelLayer(int dim, int length) implements Model {
    @Override
    public List<Tensor> tensors() {
        List<Tensor> tensors = new ArrayList<>(AttentionHead.tensors(dim));
        tensors.add(new Tensor("filters", dim + 1, length));
        return List.copyOf(tensors);
    }

    /** Initial parameters as for linear attention, with filters at 1 plus normals of standard deviation 0.1. */
    @Override
    public double[] initial(RandomGenerator random) {
        int filters = (dim + 1) * length;
        double[] parameters = AttentionHead.initial(dim, random, filters);
        FilterWeights.initial(parameters, AttentionHead.size(dim), filters, random);
        return parameters;
    }

    @Override
    public double[] initialStep(RandomGenerator random) {
        int filters = (dim + 1) * length;
        double[] parameters = AttentionHead.initialStep(dim, random, filters);
        FilterWeights.initial(parameters, AttentionHead.size(dim), filters, random);
        return parameters;
    }

    @Override
    public Optional<double[]> inOwnUnits(double[] parameters, Units units) {
        return Optional.of(AttentionHead.inOwnUnits(dim, parameters, units));
    }

    @Override
    public double predict(double[] parameters, Prompt prompt, int m) {
        return new Pass(parameters, prompt, m).prediction();
    }

    @Override
    public void addGradient(double[] parameters, Prompt prompt, int m, double weight, double[] gradient) {
        new Pass(parameters, prompt, m).addGradient(weight / length, gradient);
    }

    /** One forward pass: the channels of the query and of the examples, and the sum of each channel. */
    private final class Pass {
        private final int size = dim + 1;
        private final double[] parameters;
        private final Prompt prompt;
        private final int m;
        private final double[] query = new double[size];
        private final double[][] keys;
        private final double[] values;
        private final double[] sums = new double[size];

        Pass(double[] parameters, Prompt prompt, int m) {
            this.parameters = parameters;
            this.prompt = prompt;
            this.m = m;
            keys = new double[m][size];
            values = new double[m];
            for (int c = 0; c < dim; c++) {
                add(prompt.features().get(m, c), c * size, query);
            }
            double[] u = new double[size];
            for (int c = 0; c < size; c++) {
                for (int h = 0; h < size; h++) {
                    u[c] += parameters[value(c, h)] * parameters[vector(h)];
                }
            }
            for (int i = 0; i < m; i++) {
                for (int c = 0; c < size; c++) {
                    add(entry(i, c), size * size + c * size, keys[i]);
                    values[i] += entry(i, c) * u[c];
                }
                for (int a = 0; a < size; a++) {
                    sums[a] += parameters[filter(a, i)] * keys[i][a] * values[i];
                }
            }
        }

        private void add(double factor, int from, double[] into) {
            for (int a = 0; a < size; a++) {
                into[a] += factor * parameters[from + a];
            }
        }

        private double entry(int i, int c) {
            return c < dim ? prompt.features().get(i, c) : prompt.labels().get(i);
        }

        private int value(int c, int h) {
            return (2 * size + c) * size + h;
        }

        private int vector(int h) {
            return 3 * size * size + h;
        }

        private int filter(int channel, int example) {
            return AttentionHead.size(dim) + channel * length + (m - example - 1);
        }

        double prediction() {
            double sum = 0;
            for (int a = 0; a < size; a++) {
                sum += query[a] * sums[a];
            }
            return sum / length;
        }

        void addGradient(double weight, double[] gradient) {
            for (int c = 0; c < dim; c++) {
                for (int a = 0; a < size; a++) {
                    gradient[c * size + a] += weight * prompt.features().get(m, c) * sums[a];
                }
            }
            double[] ofU = new double[size];
            for (int i = 0; i < m; i++) {
                addOfExample(i, weight, gradient, ofU);
            }
            for (int c = 0; c < size; c++) {
                for (int h = 0; h < size; h++) {
                    gradient[value(c, h)] += ofU[c] * parameters[vector(h)];
                    gradient[vector(h)] += ofU[c] * parameters[value(c, h)];
                }
            }
        }

        private void addOfExample(int i, double weight, double[] gradient, double[] ofU) {
            double[] ofKey = new double[size];
            double ofValue = 0;
            for (int a = 0; a < size; a++) {
                double pull = weight * query[a];
                double filtered = pull * parameters[filter(a, i)];
                gradient[filter(a, i)] += pull * keys[i][a] * values[i];
                ofKey[a] = filtered * values[i];
                ofValue += filtered * keys[i][a];
            }
            for (int c = 0; c < size; c++) {
                int key = size * size + c * size;
                for (int a = 0; a < size; a++) {
                    gradient[key + a] += entry(i, c) * ofKey[a];
                }
                ofU[c] += ofValue * entry(i, c);
            }
        }
    }
}
