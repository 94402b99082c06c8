package icl.core.risk;

import icl.core.design.Design;
import icl.core.design.DriftDesign;
import icl.core.design.IidDesign;
import icl.core.linalg.Vector;
import icl.core.model.Loss;
import java.util.Optional;
import org.apache.commons.numbers.core.DD;

/**
 * Risk averaged over all prefixes of the prompt: the label at position m + 1 is predicted from the m examples before it, m =
 * 0..n. Weights belong to lags and are shared by the positions; attention has equal ones.
 *
 * <p>Lag l sees example m + 1 - l of prefix m, so the moments of {@link PairMoments} are averages of K and of the noise along
 * its diagonals, and everything else is as on drifting tasks, the joint optimum included. H3 gains even on independent data:
 * a decaying filter imitates the scale that each position would choose.
 *
 * <p>Unit: label squared. Domain: {@code iid} and {@code drift}; n &le; 4000, any n for attention on independent data.
 * Accuracy: relative error below 1e-12 (reference values in {@code positions.jsonl}).
 *
 * @see <a href="https://arxiv.org/abs/2407.10005">Li, Rawat and Oymak (2024)</a>; derivation in docs/formulas.md, section 5
 */
final class PositionsRisk extends LinearRisk {

    @Override
    boolean covers(Design design, Loss loss) {
        if (loss != Loss.POSITIONS) {
            return false;
        }
        if (design instanceof IidDesign || design instanceof DriftDesign) {
            return true;
        }
        throw new NoClosedForm(
                "loss 'positions' is known on the designs iid and drift, whose prefixes are prompts of the same"
                        + " kind; ask for loss 'query'");
    }

    @Override
    QuadraticRisk equalWeights(Design design) {
        boolean uniform = design instanceof IidDesign && design.noiseVariance().isCommon();
        return uniform ? uniform(design) : weighted(design, Vector.constant(1, design.length()));
    }

    /** Sums over m of m and of m^2 + m, in closed form. */
    private static QuadraticRisk uniform(Design design) {
        DD n = DD.of(design.length());
        double noise = design.noiseVariance().at(0);
        DD half = n.scalb(-1);
        DD pairs = n.multiply(n.add(2)).divide(3);
        DD m = design.spectrum().preciseTrace().add(noise);
        return new QuadraticRisk(DD.ONE, noise, half, pairs, half.multiply(m));
    }

    /** Weights come by example; lag l is example n + 1 - l of the whole prompt. */
    @Override
    QuadraticRisk weighted(Design design, Vector weights) {
        int n = weights.size();
        return moments(design).at(Vector.from(n, i -> weights.get(n - 1 - i)).toArray());
    }

    @Override
    Optional<Vector> bestWeights(Design design, int rank) {
        double[] byLag = BestWeights.of(moments(design), design.spectrum(), rank);
        return Optional.of(Vector.from(byLag.length, i -> byLag[byLag.length - 1 - i]));
    }

    /** Moments by lag; index l - 1 is lag l. */
    private static PairMoments moments(Design design) {
        int n = design.length();
        DriftRisk.requireDense(n);
        TaskMoments tasks = TaskMoments.of(design);
        double trace = design.spectrum().trace();
        double[] signal = new double[n];
        double[][] pairs = new double[n][n];
        double[] noise = new double[n];
        for (int gap = 0; gap < n; gap++) {
            double sum = 0; // of K at this gap over the prefixes that reach the longer lag
            for (int far = n - 1; far >= gap; far--) {
                int first = n - 1 - far; // example at the longer lag of the whole prompt
                sum += tasks.at(first, first + gap);
                pairs[far][far - gap] = sum / (n + 1);
                pairs[far - gap][far] = pairs[far][far - gap];
            }
        }
        for (int lag = n; lag >= 1; lag--) {
            double ahead = 0;
            double label = 0;
            for (int example = 0; example <= n - lag; example++) {
                ahead += tasks.at(example, example + lag);
                label += tasks.noise(example);
            }
            signal[lag - 1] = ahead / (n + 1);
            noise[lag - 1] = pairs[lag - 1][lag - 1] * trace + label / (n + 1);
            pairs[lag - 1][lag - 1] *= 2;
        }
        DD variance = DD.ZERO;
        DD labelNoise = DD.ZERO;
        for (int position = 0; position <= n; position++) {
            variance = variance.add(tasks.at(position, position));
            labelNoise = labelNoise.add(tasks.noise(position));
        }
        return new PairMoments(
                variance.divide(n + 1.0), labelNoise.divide(n + 1.0).doubleValue(), signal, pairs, noise);
    }
}
