package icl.core.risk.formula;

import icl.core.covariance.Profile;
import icl.core.design.Design;
import icl.core.linalg.Vector;
import java.util.Optional;
import org.apache.commons.numbers.core.DD;

/**
 * Sums of the weights. Where examples are exchangeable the risk depends on the weights only through them.
 *
 * @param sum s_1 = sum w
 * @param squares q = sum w^2
 * @param noise sum w^2 s_i^2
 * @param queryNoise noise variance of the query's label
 */
public record WeightSums(DD sum, DD squares, DD noise, double queryNoise) {

    /** The sums of these weights, shape (n); of weights that are all one where empty. */
    public static WeightSums of(Design design, Optional<Vector> weights) {
        int n = design.length();
        Profile variance = design.noiseVariance();
        if (weights.isEmpty() && variance.isCommon()) {
            return new WeightSums(DD.of(n), DD.of(n), DD.ofProduct(n, variance.at(0)), variance.at(n));
        }
        DD sum = DD.ZERO;
        DD squares = DD.ZERO;
        DD noise = DD.ZERO;
        for (int i = 0; i < n; i++) {
            double w = weights.isPresent() ? weights.get().get(i) : 1;
            DD square = DD.ofSquare(w);
            sum = sum.add(w);
            squares = squares.add(square);
            noise = noise.add(square.multiply(variance.at(i)));
        }
        return new WeightSums(sum, squares, noise, variance.at(n));
    }

    /** s_1^2 / q, the number of equally weighted examples that give the same variance; between 0 and n. */
    public double effectiveLength() {
        if (squares.equals(sum)) {
            return sum.doubleValue(); // weights one
        }
        return squares.isZero() ? 0 : sum.square().divide(squares).doubleValue();
    }
}
