package icl.core.risk.retrieval;

import icl.core.design.Design;
import icl.core.design.RetrievalDesign;
import icl.core.linalg.Vector;
import java.util.Optional;
import org.apache.commons.numbers.core.DD;

/**
 * Sums over the examples through which weights, correlations and noise enter the risk on prompts whose query is
 * correlated with the examples; symbols of docs/formulas.md, section 6. For white features, a_i is the correlation of
 * an example with the query, b_i = 1 - a_i^2, s_i^2 the noise variance, and G_ij = Cov(x_i, x_j | x) the covariance of
 * two examples given the query. On {@code retrieval} G is diag(b); {@link QueryCorrelation} has other G.
 *
 * <p>Y = sum w_i w_j a_i a_j G_ij and H = sum w_i w_j G_ij^2. On {@code retrieval} Y = sum w^2 a^2 b, H = sum w^2 b^2
 * and e = sum w^2 b.
 *
 * @param za Z_a = sum w a^2
 * @param zb Z_b = sum w b
 * @param c1 c_1 = Z_a^2 + Y
 * @param c2 c_2 = 2 (Z_a Z_b - Y)
 * @param c3 c_3 = Z_b^2 - H
 * @param e Y + H
 * @param na N_a = sum w^2 s^2 a^2
 * @param nb N_b = sum w^2 s^2 b
 */
record RetrievalSums(DD za, DD zb, DD c1, DD c2, DD c3, DD e, DD na, DD nb) {

    static RetrievalSums of(RetrievalDesign design, Optional<Vector> weights) {
        boolean alike = design.alpha().isCommon() && design.noiseVariance().isCommon() && weights.isEmpty();
        DD za = DD.ZERO;
        DD zb = DD.ZERO;
        DD y = DD.ZERO;
        DD h = DD.ZERO;
        DD e = DD.ZERO;
        DD na = DD.ZERO;
        DD nb = DD.ZERO;
        int terms = alike ? Math.min(1, design.length()) : design.length();
        double copies = alike ? design.length() : 1;
        for (int i = 0; i < terms; i++) {
            double a = design.alpha().at(i);
            DD a2 = DD.ofSquare(a);
            DD b = DD.ONE.subtract(a2);
            int example = i;
            DD w = DD.of(weights.map(all -> all.get(example)).orElse(1.0));
            DD square = w.square().multiply(copies);
            DD noise = square.multiply(design.noiseVariance().at(i));
            za = za.add(w.multiply(a2).multiply(copies));
            zb = zb.add(w.multiply(b).multiply(copies));
            y = y.add(square.multiply(a2).multiply(b));
            h = h.add(square.multiply(b.square()));
            e = e.add(square.multiply(b));
            na = na.add(noise.multiply(a2));
            nb = nb.add(noise.multiply(b));
        }
        return of(za, zb, y, h, e, na, nb);
    }

    /**
     * The sums from their parts.
     *
     * @param y Y
     * @param h H
     * @param e Y + H
     */
    static RetrievalSums of(DD za, DD zb, DD y, DD h, DD e, DD na, DD nb) {
        return new RetrievalSums(
                za,
                zb,
                za.square().add(y),
                za.multiply(zb).subtract(y).multiply(2.0),
                zb.square().subtract(h),
                e,
                na,
                nb);
    }

    /** These sums with the noise variances divided by a unit. */
    RetrievalSums relativeTo(double unit) {
        return unit == 1 ? this : new RetrievalSums(za, zb, c1, c2, c3, e, na.divide(unit), nb.divide(unit));
    }

    /** The noise variance of the query's label. */
    static double queryNoise(Design design) {
        return design.noiseVariance().at(design.length());
    }
}
