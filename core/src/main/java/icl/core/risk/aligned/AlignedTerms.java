package icl.core.risk.aligned;

import icl.core.design.AlignedDesign;
import icl.core.risk.formula.InvariantRisk;
import icl.core.risk.formula.WeightSums;
import org.apache.commons.numbers.core.DD;

/**
 * The parameters of an aligned design with covariances c_x I and c_b I, and the terms of {@link InvariantRisk} that
 * follow from them; docs/formulas.md, section 7.
 *
 * @param a2 a^2 c_b / c_x, which is a^2 where both covariances are the identity
 * @param gamma2 gamma^2 = 1 / (a^2 d + 1)
 * @param unit c_x c_b
 */
record AlignedTerms(int dim, double a2, double gamma2, double unit) {
    /** The parameters where both covariances are the identity. */
    static AlignedTerms of(int dim, double a) {
        return new AlignedTerms(dim, a * a, 1 / (a * a * dim + 1), 1);
    }

    static AlignedTerms of(AlignedDesign design) {
        return new AlignedTerms(
                design.dim(),
                whiteSquare(design).hi(),
                1 / inverseGamma2(design).hi(),
                features(design) * tasks(design));
    }

    private static DD whiteSquare(AlignedDesign design) {
        DD white = DD.ofSquare(design.alpha());
        double features = features(design);
        double tasks = tasks(design);
        return features == 1 && tasks == 1 ? white : white.multiply(tasks).divide(features);
    }

    private static DD inverseGamma2(AlignedDesign design) {
        return DD.ofSquare(design.alpha()).multiply((double) design.dim()).add(1);
    }

    private static double features(AlignedDesign design) {
        return design.featureCovariance().multipleOfIdentity(design.dim()).orElseThrow();
    }

    private static double tasks(AlignedDesign design) {
        return design.taskCovariance().multipleOfIdentity(design.dim()).orElseThrow();
    }

    /**
     * The terms of the risk for weights with these sums.
     *
     * @param s1 s_1 = sum w
     * @param q sum w^2
     * @param labelNoise N = sum w^2 s^2, label squared
     * @param queryNoise noise variance of the query, label squared
     */
    InvariantRisk invariant(double s1, double q, double labelNoise, double queryNoise) {
        double d = dim;
        double noise = unit == 1 ? labelNoise : labelNoise / unit;
        double p0 = gamma2 * d * u1();
        double p2 = gamma2 * d * u3();
        double v = d * (q * gamma2 * single() + noise * (1 + 2 * a2 + a2 * a2 * (d + 2)));
        double f1 = a2 * psi(d + 4, s1, q, noise);
        double e = 2 * f1 + phi(d, q, noise) + a2 * phi(d + 2, q, noise) + psi(d + 2, s1, q, noise);
        double zero = unit * p0 + queryNoise;
        double full = s1 == 0 ? zero : queryNoise + unit * ((s1 * s1 * spread() + p0 * v) / (s1 * s1 * p2 + v));
        return new InvariantRisk(dim, unit, zero, full, s1 * gamma2 * u2(), f1, e);
    }

    /** The mean of u = 1 + a^2 |beta|^2 over |beta|^2 of d + 2 degrees of freedom. */
    private double u1() {
        return 1 + a2 * (dim + 2.0);
    }

    /** The mean of u^2 over |beta|^2 of d + 2 degrees of freedom. */
    private double u2() {
        return 1 + 2 * a2 * (dim + 2.0) + a2 * a2 * (dim + 2.0) * (dim + 4.0);
    }

    /** The mean of u^3 over |beta|^2 of d + 2 degrees of freedom. */
    private double u3() {
        double m2 = (dim + 2.0) * (dim + 4.0);
        return 1 + 3 * a2 * (dim + 2.0) + 3 * a2 * a2 * m2 + a2 * a2 * a2 * m2 * (dim + 6.0);
    }

    /** P_0 P_2 - P_1^2 of (7.3), computed without cancellation. */
    private double spread() {
        double d = dim;
        double m1 = d + 2;
        return 2 * gamma2 * gamma2 * d * d * a2 * a2 * m1 * (1 + 2 * a2 * (d + 4) + a2 * a2 * m1 * (d + 4));
    }

    /** The part of V_1 of (7.3) with factor q, divided by gamma^2 d. */
    private double single() {
        double d = dim;
        return (d + 1) * u1() + 4 * a2 * (d + 2) * (1 + a2 * (d + 4));
    }

    /** The mean of psi, (7.2), over |beta|^2 of k degrees of freedom. */
    private double psi(double k, double s1, double q, double noise) {
        return s1 * s1 * gamma2 * (1 + 2 * a2 * k + a2 * a2 * k * (k + 2)) + q * gamma2 * (1 + 3 * a2 * k) + noise * a2;
    }

    /** The mean of phi, (7.2), over |beta|^2 of k degrees of freedom. */
    private double phi(double k, double q, double noise) {
        return q * gamma2 * k * (1 + a2 * (k + 2)) + noise;
    }

    InvariantRisk invariant(WeightSums sums) {
        return invariant(sums.sum().hi(), sums.squares().hi(), sums.noise().hi(), sums.queryNoise());
    }

    /**
     * c* = X / (F_1 d + E), the scale of the best preconditioner. The sums of {@link #invariant} again in double-double
     * arithmetic: a given preconditioner enters by its small deviation from c*, which doubles would not resolve. The
     * doubles of {@link #invariant} serve grids, at some ten nanoseconds a risk.
     */
    static DD scale(AlignedDesign design, WeightSums sums) {
        if (sums.sum().isZero()) {
            return DD.ZERO;
        }
        DD a2 = whiteSquare(design);
        DD d = DD.of(design.dim());
        DD m1 = d.add(2);
        DD m2 = m1.multiply(d.add(4));
        DD a4 = a2.square();
        DD u1 = a2.multiply(m1).add(1);
        DD u2 = a2.multiply(m1).multiply(2.0).add(a4.multiply(m2)).add(1);
        DD u3 = a2.multiply(m1)
                .multiply(3.0)
                .add(a4.multiply(m2).multiply(3.0))
                .add(1)
                .add(a4.multiply(a2).multiply(m2).multiply(d.add(6)));
        DD single = u1.multiply(d.add(1))
                .add(a2.multiply(4.0)
                        .multiply(m1)
                        .multiply(a2.multiply(d.add(4)).add(1)));
        DD noise = sums.noise()
                .divide(features(design) * tasks(design))
                .multiply(inverseGamma2(design))
                .multiply(a4.multiply(m1).add(a2.multiply(2.0)).add(1));
        DD curvature = sums.sum()
                .square()
                .multiply(u3)
                .add(sums.squares().multiply(single))
                .add(noise);
        return sums.sum().multiply(u2).divide(curvature);
    }
}
