package icl.core.risk.retrieval;

import icl.core.check.Interrupted;
import icl.core.design.Design;
import icl.core.design.SequenceDesign;
import icl.core.linalg.Vector;
import java.util.Arrays;
import java.util.Optional;
import org.apache.commons.numbers.core.DD;

/**
 * Correlations of the examples of a {@code sequence} with the query, c_i, and with each other given the query, G_ij =
 * C_ij - c_i c_j; docs/formulas.md, section 20.
 */
final class QueryCorrelation {
    private final SequenceDesign design;
    private final double[] c; // shape (n)

    QueryCorrelation(SequenceDesign design) {
        this.design = design;
        int n = design.length();
        c = new double[n];
        Arrays.setAll(c, i -> design.featureCorrelation().at(i, n, n));
    }

    /** c_i. */
    double withQuery(int example) {
        return c[example];
    }

    /** G_ij, rounded once. */
    double given(int i, int j) {
        return Math.fma(-c[i], c[j], between(i, j));
    }

    private DD preciselyGiven(int i, int j) {
        return DD.ofProduct(-c[i], c[j]).add(between(i, j));
    }

    private double between(int i, int j) {
        return i == j ? 1 : design.featureCorrelation().at(i, j, design.length());
    }

    /**
     * The sums for these weights, with c_i in the place of a_i; O(n^2) in double-double arithmetic.
     *
     * @param weights shape (n); empty where all are one
     */
    RetrievalSums sums(Optional<Vector> weights) {
        DD za = DD.ZERO;
        DD zb = DD.ZERO;
        DD y = DD.ZERO;
        DD h = DD.ZERO;
        DD na = DD.ZERO;
        DD nb = DD.ZERO;
        DD[] pulled = new DD[c.length]; // w_i c_i
        for (int i = 0; i < c.length; i++) {
            Interrupted.check();
            double w = weight(weights, i);
            DD square = DD.ofSquare(c[i]);
            DD b = DD.ONE.subtract(square);
            pulled[i] = DD.ofProduct(w, c[i]);
            DD pulledRow = pulled[i]
                    .multiply(b)
                    .scalb(-1); // half of the diagonal term; the rest of the row up to the diagonal is added below
            DD squaresRow = b.square().multiply(w).scalb(-1);
            for (int j = 0; j < i; j++) {
                DD g = preciselyGiven(i, j);
                pulledRow = pulledRow.add(g.multiply(pulled[j]));
                squaresRow = squaresRow.add(g.square().multiply(weight(weights, j)));
            }
            za = za.add(square.multiply(w));
            zb = zb.add(b.multiply(w));
            y = y.add(pulledRow.multiply(pulled[i]).scalb(1));
            h = h.add(squaresRow.multiply(w).scalb(1));
            DD noise = DD.ofSquare(w).multiply(noise(design, i));
            na = na.add(noise.multiply(square));
            nb = nb.add(noise.multiply(b));
        }
        return RetrievalSums.of(za, zb, y, h, y.add(h), na, nb);
    }

    private static double weight(Optional<Vector> weights, int i) {
        return weights.isPresent() ? weights.get().get(i) : 1;
    }

    private static double noise(Design design, int i) {
        return design.noiseVariance().at(i);
    }
}
