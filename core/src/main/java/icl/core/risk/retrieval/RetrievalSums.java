package icl.core.risk.retrieval;

import icl.core.design.Design;
import icl.core.design.RetrievalDesign;
import icl.core.linalg.Vector;
import java.util.Optional;
import org.apache.commons.numbers.core.DD;

/**
 * All that the risk on prompts whose query is correlated with the examples knows of weights, correlations and noise. With a_i the
 * correlation of an example with the query, alpha_i = a_i^2, b_i = 1 - alpha_i and s_i^2 the noise, sums over the examples. Examples
 * that are correlated given the query too, with G_ij = Cov(x_i, x_j | x) for white features, have p = sum w_i w_j a_i a_j G_ij and q =
 * sum w_i w_j G_ij^2 ({@link QueryCorrelation}).
 *
 * @param strong sum w alpha
 * @param weak sum w b
 * @param both (sum w alpha)^2 + p, p = sum w^2 alpha b
 * @param mixed 2 [(sum w alpha)(sum w b) - p]
 * @param apart (sum w b)^2 - q, q = sum w^2 b^2
 * @param fresh p + q = sum w^2 b
 * @param strongNoise sum w^2 s^2 alpha
 * @param weakNoise sum w^2 s^2 b
 */
record RetrievalSums(DD strong, DD weak, DD both, DD mixed, DD apart, DD fresh, DD strongNoise, DD weakNoise) {

    static RetrievalSums of(RetrievalDesign design, Optional<Vector> weights) {
        boolean alike = design.alpha().isCommon() && design.noiseVariance().isCommon() && weights.isEmpty();
        DD strong = DD.ZERO;
        DD weak = DD.ZERO;
        DD strongWeak = DD.ZERO;
        DD weakWeak = DD.ZERO;
        DD fresh = DD.ZERO;
        DD strongNoise = DD.ZERO;
        DD weakNoise = DD.ZERO;
        int terms = alike ? Math.min(1, design.length()) : design.length();
        double copies = alike ? design.length() : 1;
        for (int i = 0; i < terms; i++) {
            double a = design.alpha().at(i);
            DD alpha = DD.ofSquare(a);
            DD b = DD.ONE.subtract(alpha);
            int example = i;
            DD w = DD.of(weights.map(all -> all.get(example)).orElse(1.0));
            DD square = w.square().multiply(copies);
            DD noise = square.multiply(design.noiseVariance().at(i));
            strong = strong.add(w.multiply(alpha).multiply(copies));
            weak = weak.add(w.multiply(b).multiply(copies));
            strongWeak = strongWeak.add(square.multiply(alpha).multiply(b));
            weakWeak = weakWeak.add(square.multiply(b.square()));
            fresh = fresh.add(square.multiply(b));
            strongNoise = strongNoise.add(noise.multiply(alpha));
            weakNoise = weakNoise.add(noise.multiply(b));
        }
        return of(strong, weak, strongWeak, weakWeak, fresh, strongNoise, weakNoise);
    }

    /**
     * The sums from what they are made of.
     *
     * @param strongWeak p
     * @param weakWeak q
     * @param fresh p + q
     */
    static RetrievalSums of(DD strong, DD weak, DD strongWeak, DD weakWeak, DD fresh, DD strongNoise, DD weakNoise) {
        return new RetrievalSums(
                strong,
                weak,
                strong.square().add(strongWeak),
                strong.multiply(weak).subtract(strongWeak).multiply(2.0),
                weak.square().subtract(weakWeak),
                fresh,
                strongNoise,
                weakNoise);
    }

    /** These sums where the noise is relative to that variance. */
    RetrievalSums relativeTo(double unit) {
        return unit == 1
                ? this
                : new RetrievalSums(
                        strong, weak, both, mixed, apart, fresh, strongNoise.divide(unit), weakNoise.divide(unit));
    }

    /** The query's own noise. */
    static double queryNoise(Design design) {
        return design.noiseVariance().at(design.length());
    }
}
