package icl.core.model;

import icl.core.design.SufficientStatistic;
import icl.core.design.Units;
import icl.core.prompt.Prompt;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * A gradient step that knows the group k of its prompt: \( f = x^T W (\frac1n X^T y + p_k) \) with parameters W, shape
 * (d, d), and a prompt p_k, shape (d), for each group. The decoupled strategy is \( f = x^T W \frac1n X^T (y - X h_k) +
 * x^T h_k \) with a head h_k, shape (d), for each group.
 *
 * @param groups the number of groups
 */
public record PromptedStep(int dim, int length, int groups, PromptStrategy strategy) implements LinearInQuery {
    /** The index at which the prompt or head of a group begins among the parameters. */
    int vector(int group) {
        return (dim + group) * dim;
    }

    @Override
    public List<Tensor> tensors() {
        List<Tensor> tensors = new ArrayList<>();
        tensors.add(new Tensor("w", dim, dim));
        if (strategy.hasPrompts() || strategy.hasHeads()) {
            tensors.add(new Tensor(strategy.hasHeads() ? "heads" : "prompts", groups, dim));
        }
        return List.copyOf(tensors);
    }

    /** W first, while the prompts are 0, then the prompts, for the tuned strategy; else all at once. */
    @Override
    public List<ParameterRange> stages() {
        return strategy == PromptStrategy.TUNED
                ? List.of(new ParameterRange(0, dim * dim), new ParameterRange(dim * dim, size()))
                : LinearInQuery.super.stages();
    }

    /** Prompts are in units of X'y, heads in units of a task. */
    @Override
    public Optional<double[]> inOwnUnits(double[] parameters, Units units) {
        double[] own = parameters.clone();
        Exponents.add(-units.features(), own, 0, dim * dim);
        int sign = strategy.hasHeads() ? -1 : 1;
        Exponents.add((units.labels() + sign * units.features()) / 2, own, dim * dim, size() - dim * dim);
        return Optional.of(own);
    }

    @Override
    public SufficientStatistic sees() {
        return strategy.hasHeads() ? SufficientStatistic.SECOND_MOMENTS : SufficientStatistic.STEP;
    }

    /** Draws small normals for W, so that restarts differ; prompts and heads are 0. */
    @Override
    public double[] initial(RandomGenerator random) {
        double[] parameters = new double[size()];
        new PreconditionerShape.Full(dim).initial(parameters, random);
        return parameters;
    }

    @Override
    public QueryCoefficients.Trainable coefficients(int examples) {
        return new PromptedCoefficients(dim, length, groups, strategy, examples);
    }

    @Override
    public double predict(double[] parameters, Prompt prompt, int m) {
        double[] u = stepped(parameters, prompt, m);
        double sum = 0;
        for (int a = 0; a < dim; a++) {
            double b = strategy.hasHeads() ? parameters[vector(prompt.group()) + a] : 0;
            for (int c = 0; c < dim; c++) {
                b += parameters[a * dim + c] * u[c];
            }
            sum += b * prompt.features().get(m, a);
        }
        return sum;
    }

    @Override
    public void addGradient(double[] parameters, Prompt prompt, int m, double weight, double[] gradient) {
        double[] u = stepped(parameters, prompt, m);
        double[] key = new double[dim]; // W'x
        for (int a = 0; a < dim; a++) {
            double slope = weight * prompt.features().get(m, a);
            for (int c = 0; c < dim; c++) {
                gradient[a * dim + c] += slope * u[c];
                key[c] += slope * parameters[a * dim + c];
            }
        }
        int at = vector(prompt.group());
        for (int c = 0; c < dim && strategy.hasPrompts(); c++) {
            gradient[at + c] += key[c];
        }
        if (strategy.hasHeads()) {
            addHeadGradient(prompt, m, weight, key, gradient);
        }
    }

    private void addHeadGradient(Prompt prompt, int m, double weight, double[] key, double[] gradient) {
        int at = vector(prompt.group());
        for (int c = 0; c < dim; c++) {
            gradient[at + c] += weight * prompt.features().get(m, c);
        }
        for (int i = 0; i < m; i++) {
            double product = dot(prompt, i, key, 0) / length;
            for (int c = 0; c < dim; c++) {
                gradient[at + c] -= product * prompt.features().get(i, c);
            }
        }
    }

    /** The vector that W multiplies: X'y / n + p_k, or X'(y - X h_k) / n. */
    private double[] stepped(double[] parameters, Prompt prompt, int m) {
        double[] u = new double[dim];
        int at = vector(prompt.group());
        for (int i = 0; i < m; i++) {
            double y = prompt.labels().get(i) - (strategy.hasHeads() ? dot(prompt, i, parameters, at) : 0);
            for (int c = 0; c < dim; c++) {
                u[c] += y * prompt.features().get(i, c) / length;
            }
        }
        for (int c = 0; c < dim && strategy.hasPrompts(); c++) {
            u[c] += parameters[at + c];
        }
        return u;
    }

    private double dot(Prompt prompt, int i, double[] vector, int at) {
        double sum = 0;
        for (int c = 0; c < dim; c++) {
            sum += vector[at + c] * prompt.features().get(i, c);
        }
        return sum;
    }
}
