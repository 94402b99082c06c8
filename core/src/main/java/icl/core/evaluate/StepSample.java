package icl.core.evaluate;

import icl.core.check.Interrupted;
import icl.core.check.Memory;
import icl.core.check.NotFinite;
import icl.core.design.Design;
import icl.core.design.SufficientStatistic;
import icl.core.linalg.LaneAlgebra;
import icl.core.linalg.Matrix;
import icl.core.linalg.Vector;
import icl.core.prompt.PromptBatch;
import icl.core.random.StreamKey;
import java.util.Optional;

/**
 * A sample of prompts, reduced to what gradient steps depend on, with its second moments. It stores for each prompt the
 * query x, shape (d), its label y, and K vectors s_k, shape (d): y_i x_i of each example where weights are fitted, else
 * their weighted sum (K = 1). A step predicts x'W sum_k w_k s_k.
 */
final class StepSample {
    private static final int LANES = LaneAlgebra.LANES;

    /** The number of prompts between two checks for interruption. */
    private static final int TURN = 1024;

    private final int count;
    private final int dim;
    private final int parts;
    private final float[] queries; // shape (count, d)
    private final float[] targets; // shape (count)
    private final float[] signals; // shape (count, K, d)

    private StepSample(int count, int dim, int parts) {
        this.count = count;
        this.dim = dim;
        this.parts = parts;
        queries = new float[count * dim];
        targets = new float[count];
        signals = new float[Math.multiplyExact(count * dim, parts)];
    }

    /**
     * Draws a sample, of whole prompts or of the statistic that equal weights depend on.
     *
     * @param weights weights of the examples, shape (n); all 1 if empty
     * @param eachExample whether each example is stored separately; weights are then not used
     * @throws icl.core.check.Invalid where the sample would not fit into memory
     */
    static StepSample draw(
            Design design, Optional<Vector> weights, boolean eachExample, int prompts, StreamKey stream) {
        int parts = eachExample ? design.length() : 1;
        double numbers = (double) prompts * ((parts + 1.0) * design.dim() + 1);
        Memory.require("fit a step", design.dim(), design.length(), Float.BYTES * numbers);
        boolean isEqual = weights.isEmpty() && !eachExample;
        PromptBatch batch = (isEqual ? SufficientStatistic.STEP.cheapestSampler(design) : design.whole()).open(stream);
        StepSample sample = new StepSample(prompts, design.dim(), parts);
        for (int first = 0; first < prompts; first += LANES) {
            sample.take(batch, first, weights, eachExample);
        }
        return sample;
    }

    private void take(PromptBatch batch, int first, Optional<Vector> weights, boolean eachExample) {
        int lanes = Math.min(LANES, count - first);
        batch.start(first);
        int drawn = 0;
        for (int some = batch.next(); some > 0; some = batch.next()) {
            for (int e = 0; e < some; e++, drawn++) {
                double weight = weights.isPresent() ? weights.get().get(drawn) : 1;
                int part = eachExample ? drawn : 0;
                for (int lane = 0; lane < lanes; lane++) {
                    addSignal(batch, e, lane, weight, ((first + lane) * parts + part) * dim);
                }
            }
        }
        for (int lane = 0; lane < lanes; lane++) {
            targets[first + lane] = batch.target()[lane];
            for (int c = 0; c < dim; c++) {
                queries[(first + lane) * dim + c] = batch.query()[c * LANES + lane];
            }
        }
    }

    private void addSignal(PromptBatch batch, int example, int lane, double weight, int at) {
        double label = weight * batch.labels()[example * LANES + lane];
        for (int c = 0; c < dim; c++) {
            signals[at + c] += (float) (label * batch.features()[(example * dim + c) * LANES + lane]);
        }
    }

    /** Weights that are all 1, shape (K). */
    double[] equalWeights() {
        return Vector.constant(1, parts).toArray();
    }

    /** h = sum_k w_k s_k of a prompt, shape (d). */
    private void step(int prompt, double[] weights, double[] h) {
        for (int c = 0; c < dim; c++) {
            h[c] = 0;
        }
        int at = prompt * parts * dim;
        for (int k = 0; k < parts; k++) {
            for (int c = 0; c < dim; c++) {
                h[c] += weights[k] * signals[at++];
            }
        }
    }

    /**
     * The second moments of x_a h_c and y for these weights.
     *
     * @throws NotFinite if a prompt has numbers that are not finite
     */
    StepRegression ofPreconditioner(double[] weights) {
        StepRegression moments = new StepRegression(dim);
        double[] x = new double[dim];
        double[] h = new double[dim];
        for (int p = 0; p < count; p++) {
            if (p % TURN == 0) {
                Interrupted.check();
            }
            step(p, weights, h);
            for (int c = 0; c < dim; c++) {
                x[c] = queries[p * dim + c];
            }
            moments.add(x, h, targets[p]);
        }
        moments.requireFinite();
        return moments;
    }

    /** The least-squares weights, shape (K), of the prediction x'W sum_k w_k s_k. */
    double[] bestWeights(Matrix w) {
        double[][] products = new double[parts][parts];
        double[] withLabel = new double[parts];
        double[] key = new double[dim]; // W'x
        double[] z = new double[parts];
        for (int p = 0; p < count; p++) {
            if (p % TURN == 0) {
                Interrupted.check();
            }
            for (int c = 0; c < dim; c++) {
                key[c] = 0;
                for (int a = 0; a < dim; a++) {
                    key[c] += queries[p * dim + a] * w.get(a, c);
                }
            }
            int at = p * parts * dim;
            for (int k = 0; k < parts; k++) {
                z[k] = 0;
                for (int c = 0; c < dim; c++) {
                    z[k] += key[c] * signals[at++];
                }
            }
            for (int k = 0; k < parts; k++) {
                withLabel[k] += z[k] * targets[p];
                for (int l = k; l < parts; l++) {
                    products[k][l] += z[k] * z[l];
                }
            }
        }
        return LeastSquares.solve(
                        Matrix.from(parts, parts, (i, j) -> products[Math.min(i, j)][Math.max(i, j)]),
                        Vector.of(withLabel))
                .toArray();
    }
}
