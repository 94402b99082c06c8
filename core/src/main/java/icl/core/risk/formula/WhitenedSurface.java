package icl.core.risk.formula;

import icl.core.covariance.WhitenedBasis;
import icl.core.design.Design;

/**
 * A risk surface in the design's own coordinates, made from one in whitened coordinates.
 *
 * @param inner the same risk as a function of V = G'WG by rows, shape (size, size)
 */
public record WhitenedSurface(Whitening whitening, RiskSurface inner) implements RiskSurface {

    /** The surface of a design from its surface in whitened coordinates. */
    public static WhitenedSurface of(Design design, RiskSurface inner) {
        return new WhitenedSurface(Whitening.of(design.whitenedBasis()), inner);
    }

    /** Eigenvalues of Sigma, shape (size). */
    public static double[] eigenvalues(Design design) {
        WhitenedBasis basis = design.whitenedBasis();
        double[] values = new double[basis.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = basis.eigenvalue(i).hi();
        }
        return values;
    }

    @Override
    public double at(double[] w, double[] weights, double[] gradientW, double[] gradientWeights) {
        double[] v = whitening.whiten(w);
        double[] gradientV = new double[v.length];
        double risk = inner.at(v, weights, gradientV, gradientWeights);
        whitening.pullBack(gradientV, gradientW);
        return risk;
    }
}
