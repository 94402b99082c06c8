package icl.core.model;

import icl.core.linalg.LaneAlgebra;
import icl.core.prompt.PromptBatch;
import java.util.Arrays;

/**
 * The coefficients of a prompted step: b = W u with u = X'y / n + p_k, or b = W u + h_k with u = X'(y - X h_k) / n.
 *
 * <p>With g the derivative with respect to b and k = W'g the derivatives are g u' with respect to W, k with respect to p_k, and g - X'X k
 * / n with respect to h_k.
 */
final class PromptedCoefficients implements QueryCoefficients.Trainable {
    private static final LaneAlgebra ALGEBRA = LaneAlgebra.BEST;
    private static final int LANES = LaneAlgebra.LANES;
    private static final int PARTS = LaneAlgebra.PARTS;

    private final int length;
    private final PromptStrategy strategy;
    private final int dim;
    private final float[] matrix; // W by rows
    private final float[] transposed; // W' by rows
    private final float[][] vectors; // prompt or head of each group
    private final float[] own; // that of the group of each prompt, shape (d) in lanes
    private final float[] u;
    private final float[] key;
    private final float[] back; // X'X k / n
    private final float[] examples; // kept where there are heads
    private final float[] products;
    private final float[] ofMatrix;
    private final double[] ofVectors;
    private final int[] group = new int[LANES];
    private int count;

    PromptedCoefficients(int dim, int length, int groups, PromptStrategy strategy, int room) {
        this.dim = dim;
        this.length = length;
        this.strategy = strategy;
        matrix = new float[dim * dim];
        transposed = new float[dim * dim];
        vectors = new float[strategy.hasPrompts() || strategy.hasHeads() ? groups : 0][dim];
        own = LaneAlgebra.rows(dim);
        u = LaneAlgebra.rows(dim);
        key = LaneAlgebra.rows(dim);
        back = LaneAlgebra.rows(dim);
        examples = LaneAlgebra.rows(strategy.hasHeads() ? Math.multiplyExact(room, dim) : 0);
        products = LaneAlgebra.rows(Math.max(1, room));
        ofMatrix = new float[dim * dim * PARTS];
        ofVectors = new double[vectors.length * dim];
    }

    @Override
    public void set(double[] parameters) {
        for (int a = 0; a < dim; a++) {
            for (int c = 0; c < dim; c++) {
                matrix[a * dim + c] = (float) parameters[a * dim + c];
                transposed[c * dim + a] = matrix[a * dim + c];
            }
        }
        for (int k = 0; k < vectors.length; k++) {
            for (int c = 0; c < dim; c++) {
                vectors[k][c] = (float) parameters[vector(k) + c];
            }
        }
        Arrays.fill(ofMatrix, 0);
        Arrays.fill(ofVectors, 0);
    }

    @Override
    public void compute(PromptBatch prompts, float[] b) {
        choose(prompts);
        Arrays.fill(u, 0);
        count = 0;
        for (int some = prompts.next(); some > 0; some = prompts.next()) {
            System.arraycopy(prompts.labels(), 0, products, 0, some * LANES);
            if (strategy.hasHeads()) {
                subtractHead(prompts, some);
            }
            ALGEBRA.accumulate(prompts.features(), some, dim, products, u);
            count += some;
        }
        ALGEBRA.scale(1f / Math.max(1, length), u, 0, dim);
        if (strategy.hasPrompts()) {
            ALGEBRA.addScaled(1, own, 0, u, 0, dim);
        }
        ALGEBRA.transposeTimes(transposed, dim, dim, u, 0, b, 0);
        if (strategy.hasHeads()) {
            ALGEBRA.addScaled(1, own, 0, b, 0, dim);
        }
    }

    private void choose(PromptBatch prompts) {
        System.arraycopy(prompts.group(), 0, group, 0, LANES);
        for (int lane = 0; lane < LANES && vectors.length > 0; lane++) {
            for (int c = 0; c < dim; c++) {
                own[c * LANES + lane] = vectors[group[lane]][c];
            }
        }
    }

    private void subtractHead(PromptBatch prompts, int some) {
        int size = dim * LANES;
        System.arraycopy(prompts.features(), 0, examples, count * size, some * size);
        ALGEBRA.dots(prompts.features(), some, dim, own, products);
        for (int i = 0; i < some * LANES; i++) {
            products[i] = prompts.labels()[i] - products[i];
        }
    }

    @Override
    public void addGradient(float[] slope) {
        ALGEBRA.outer(slope, dim, u, dim, ofMatrix);
        if (vectors.length == 0) {
            return;
        }
        ALGEBRA.transposeTimes(matrix, dim, dim, slope, 0, key, 0);
        if (strategy.hasHeads()) {
            headKey(slope);
        }
        for (int lane = 0; lane < LANES; lane++) {
            int at = group[lane] * dim;
            for (int c = 0; c < dim; c++) {
                ofVectors[at + c] += key[c * LANES + lane];
            }
        }
    }

    /** Overwrites k with the derivative with respect to the head. */
    private void headKey(float[] slope) {
        Arrays.fill(back, 0);
        ALGEBRA.dots(examples, count, dim, key, products);
        ALGEBRA.accumulate(examples, count, dim, products, back);
        System.arraycopy(slope, 0, key, 0, dim * LANES);
        ALGEBRA.addScaled(-1f / length, back, 0, key, 0, dim);
    }

    @Override
    public void gradient(double[] gradient) {
        for (int i = 0; i < dim * dim; i++) {
            gradient[i] = LaneAlgebra.folded(ofMatrix, i * PARTS);
        }
        System.arraycopy(ofVectors, 0, gradient, dim * dim, ofVectors.length);
    }

    /** The index at which the prompt or head of a group begins among the parameters. */
    private int vector(int group) {
        return (dim + group) * dim;
    }
}
