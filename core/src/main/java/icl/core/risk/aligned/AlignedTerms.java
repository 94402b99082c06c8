package icl.core.risk.aligned;

import icl.core.design.AlignedDesign;
import icl.core.risk.formula.InvariantRisk;
import icl.core.risk.formula.WeightSums;
import org.apache.commons.numbers.core.DD;

/**
 * What the design says.
 *
 * @param t a^2 c_b / c_x
 * @param inverseGamma2 1 / gamma^2 = a^2 d + 1
 * @param unit c_x c_b
 */
record AlignedTerms(int dim, DD t, DD inverseGamma2, double unit) {
    static AlignedTerms of(int dim, double a) {
        return new AlignedTerms(
                dim, DD.ofSquare(a), DD.ofSquare(a).multiply((double) dim).add(1), 1);
    }

    static AlignedTerms of(AlignedDesign design) {
        double a = design.alpha();
        double features = features(design);
        double tasks = tasks(design);
        AlignedTerms terms = of(design.dim(), a);
        return features == 1 && tasks == 1
                ? terms
                : new AlignedTerms(
                        design.dim(),
                        DD.ofSquare(a).multiply(tasks).divide(features),
                        terms.inverseGamma2,
                        features * tasks);
    }

    private double gamma2() {
        return 1 / inverseGamma2.hi();
    }

    private static double features(AlignedDesign design) {
        return design.featureCovariance().multipleOfIdentity(design.dim()).orElseThrow();
    }

    private static double tasks(AlignedDesign design) {
        return design.taskCovariance().multipleOfIdentity(design.dim()).orElseThrow();
    }

    /** The terms with weights of sum s1, sum of squares q and label noise sum w^2 s^2; noise in units of the labels. */
    InvariantRisk invariant(double s1, double q, double labelNoise, double queryNoise) {
        double d = dim;
        double t = this.t.hi();
        double g2 = gamma2();
        double noise = labelNoise / unit;
        double m1 = d + 2; // E_(d+2) of |beta|^2 and its square
        double m2 = m1 * (d + 4);
        double u1 = 1 + t * m1; // E_(d+2) of u, u^2, u^3
        double u2 = 1 + 2 * t * m1 + t * t * m2;
        double u3 = 1 + 3 * t * m1 + 3 * t * t * m2 + t * t * t * m2 * (d + 6);
        double p0 = g2 * d * u1;
        double p2 = g2 * d * u3;
        double spread = 2 * g2 * g2 * d * d * t * t * m1 * (1 + 2 * t * (d + 4) + t * t * m2);
        double v = d * (q * g2 * ((d + 1) * u1 + 4 * t * m1 * (1 + t * (d + 4))) + noise * (1 + 2 * t + t * t * m1));
        double f1 = t * psi(d + 4, s1, q, noise);
        double e = 2 * f1 + phi(d, q, noise) + t * phi(d + 2, q, noise) + psi(d + 2, s1, q, noise);
        double zero = unit * p0 + queryNoise;
        double full = s1 == 0 ? zero : queryNoise + unit * ((s1 * s1 * spread + p0 * v) / (s1 * s1 * p2 + v));
        return new InvariantRisk(dim, unit, zero, full, s1 * g2 * u2, f1, e);
    }

    /** E_k of psi. */
    private double psi(double k, double s1, double q, double noise) {
        double a2 = t.hi();
        return s1 * s1 * gamma2() * (1 + 2 * a2 * k + a2 * a2 * k * (k + 2))
                + q * gamma2() * (1 + 3 * a2 * k)
                + noise * a2;
    }

    /** E_k of phi. */
    private double phi(double k, double q, double noise) {
        return q * gamma2() * k * (1 + t.hi() * (k + 2)) + noise;
    }

    InvariantRisk invariant(WeightSums sums) {
        return invariant(sums.sum().hi(), sums.squares().hi(), sums.noise().hi(), sums.queryNoise());
    }

    /** c* = X / (F_1 d + E) in double-double: deviations from it are squared. */
    DD scale(WeightSums sums) {
        if (sums.sum().isZero()) {
            return DD.ZERO;
        }
        DD d = DD.of(dim);
        DD m1 = d.add(2);
        DD m2 = m1.multiply(d.add(4));
        DD t2 = t.square();
        DD u1 = t.multiply(m1).add(1);
        DD u2 = t.multiply(m1).multiply(2.0).add(t2.multiply(m2)).add(1);
        DD u3 = t.multiply(m1)
                .multiply(3.0)
                .add(t2.multiply(m2).multiply(3.0))
                .add(1)
                .add(t2.multiply(t).multiply(m2).multiply(d.add(6)));
        DD single = u1.multiply(d.add(1))
                .add(t.multiply(4.0).multiply(m1).multiply(t.multiply(d.add(4)).add(1)));
        DD noise = sums.noise()
                .divide(unit)
                .multiply(inverseGamma2)
                .multiply(t2.multiply(m1).add(t.multiply(2.0)).add(1));
        DD curvature = sums.sum()
                .square()
                .multiply(u3)
                .add(sums.squares().multiply(single))
                .add(noise);
        return sums.sum().multiply(u2).divide(curvature);
    }
}
