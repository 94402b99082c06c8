package icl.core.train;

import icl.core.check.Interrupted;
import icl.core.linalg.LaneAlgebra;
import icl.core.model.LinearInQuery;
import icl.core.model.Loss;
import icl.core.model.QueryCoefficients;
import icl.core.prompt.PrefixPrompts;
import icl.core.prompt.PromptBatch;
import java.util.Optional;

/**
 * Squared error of any model that is linear in the query, under either loss, over prompts of 64 lanes in single
 * precision: with b the coefficients the error is x'b - y, and its square has the derivative 2 (x'b - y) x. Evaluations
 * do not allocate.
 */
public final class LinearLoss implements BatchLoss {
    private static final LaneAlgebra ALGEBRA = LaneAlgebra.BEST;
    private static final int LANES = LaneAlgebra.LANES;

    private final QueryCoefficients.Trainable coefficients;
    private final PromptBatch prompts;
    private final Optional<PrefixPrompts> prefixes; // prefixes of these prompts, for the loss over positions
    private final int dim;
    private final float[] b;
    private final float[] prediction = LaneAlgebra.rows(1);
    private final float[] slope = LaneAlgebra.rows(1);
    private final float[] slopedQuery;

    /**
     * Allocates a loss.
     *
     * @param prompts whole prompts, or under the loss at the query prompts with the statistic that the model depends on
     */
    public LinearLoss(LinearInQuery model, Loss loss, PromptBatch prompts) {
        coefficients = model.coefficients(prompts.length());
        this.prompts = prompts;
        prefixes = loss == Loss.POSITIONS ? Optional.of(new PrefixPrompts(prompts)) : Optional.empty();
        dim = prompts.dim();
        b = LaneAlgebra.rows(dim);
        slopedQuery = LaneAlgebra.rows(dim);
    }

    @Override
    public double at(double[] parameters, long first, int count, double[] gradient) {
        coefficients.set(parameters);
        double loss = 0;
        for (int done = 0; done < count; done += LANES) {
            Interrupted.check();
            int counted = Math.min(LANES, count - done);
            loss += prefixes.isPresent()
                    ? positions(prefixes.get(), first + done, counted, 2f / count)
                    : query(first + done, counted, 2f / count);
        }
        coefficients.gradient(gradient);
        return loss / count;
    }

    private double query(long first, int counted, float scale) {
        prompts.start(first);
        coefficients.compute(prompts, b);
        return differentiate(prompts, counted, scale);
    }

    private double positions(PrefixPrompts prefix, long first, int counted, float scale) {
        int positions = prompts.length() + 1;
        double loss = 0;
        prefix.start(first);
        do {
            coefficients.computePrefix(prefix, b);
            loss += differentiate(prefix, counted, scale / positions);
        } while (prefix.lengthen());
        return loss / positions;
    }

    /** Adds the gradient of the first {@code counted} prompts, and returns the sum of their squared errors. */
    private double differentiate(PromptBatch batch, int counted, float scale) {
        ALGEBRA.dots(b, 1, dim, batch.query(), prediction);
        double loss = 0;
        for (int lane = 0; lane < LANES; lane++) {
            float error = lane < counted ? prediction[lane] - batch.target()[lane] : 0;
            slope[lane] = scale * error;
            loss += (double) error * error;
        }
        LaneAlgebra.fill(slopedQuery, 0, dim, 0);
        ALGEBRA.addProducts(slope, 0, batch.query(), 0, slopedQuery, 0, dim);
        coefficients.addGradient(slopedQuery);
        return loss;
    }
}
