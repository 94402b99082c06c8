package icl.core.risk.aligned;

import icl.core.design.AlignedDesign;
import icl.core.risk.formula.InvariantRisk;
import icl.core.risk.formula.WeightSums;
import org.apache.commons.numbers.core.DD;

/**
 * The numbers of a design that the formulas on aligned data are made of.
 *
 * @param t a^2 c_b / c_x
 * @param gamma2 1 / (a^2 d + 1)
 * @param unit c_x c_b
 */
record AlignedTerms(int dim, double t, double gamma2, double unit) {
    /** The terms of white features and tasks. */
    static AlignedTerms of(int dim, double a) {
        return new AlignedTerms(dim, a * a, 1 / (a * a * dim + 1), 1);
    }

    static AlignedTerms of(AlignedDesign design) {
        return new AlignedTerms(
                design.dim(), t(design).hi(), 1 / inverseGamma2(design).hi(), features(design) * tasks(design));
    }

    private static DD t(AlignedDesign design) {
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

    /** The terms with weights of sum s1, sum of squares q and label noise sum w^2 s^2; noise in units of the labels. */
    InvariantRisk invariant(double s1, double q, double labelNoise, double queryNoise) {
        double d = dim;
        double noise = unit == 1 ? labelNoise : labelNoise / unit;
        double p0 = gamma2 * d * u1();
        double p2 = gamma2 * d * u3();
        double v = d * (q * gamma2 * single() + noise * (1 + 2 * t + t * t * (d + 2)));
        double f1 = t * psi(d + 4, s1, q, noise);
        double e = 2 * f1 + phi(d, q, noise) + t * phi(d + 2, q, noise) + psi(d + 2, s1, q, noise);
        double zero = unit * p0 + queryNoise;
        double full = s1 == 0 ? zero : queryNoise + unit * ((s1 * s1 * spread() + p0 * v) / (s1 * s1 * p2 + v));
        return new InvariantRisk(dim, unit, zero, full, s1 * gamma2 * u2(), f1, e);
    }

    /** E_(d+2) of u = 1 + t |beta|^2. */
    private double u1() {
        return 1 + t * (dim + 2.0);
    }

    /** E_(d+2) of u^2. */
    private double u2() {
        return 1 + 2 * t * (dim + 2.0) + t * t * (dim + 2.0) * (dim + 4.0);
    }

    /** E_(d+2) of u^3. */
    private double u3() {
        double m2 = (dim + 2.0) * (dim + 4.0);
        return 1 + 3 * t * (dim + 2.0) + 3 * t * t * m2 + t * t * t * m2 * (dim + 6.0);
    }

    /** p_0 p_2 - (d gamma^2 u_2)^2, which is positive, without the cancellation. */
    private double spread() {
        double d = dim;
        double m1 = d + 2;
        return 2 * gamma2 * gamma2 * d * d * t * t * m1 * (1 + 2 * t * (d + 4) + t * t * m1 * (d + 4));
    }

    /** What one example adds to the curvature, over gamma^2 and d. */
    private double single() {
        double d = dim;
        return (d + 1) * u1() + 4 * t * (d + 2) * (1 + t * (d + 4));
    }

    /** E_k of psi. */
    private double psi(double k, double s1, double q, double noise) {
        return s1 * s1 * gamma2 * (1 + 2 * t * k + t * t * k * (k + 2)) + q * gamma2 * (1 + 3 * t * k) + noise * t;
    }

    /** E_k of phi. */
    private double phi(double k, double q, double noise) {
        return q * gamma2 * k * (1 + t * (k + 2)) + noise;
    }

    InvariantRisk invariant(WeightSums sums) {
        return invariant(sums.sum().hi(), sums.squares().hi(), sums.noise().hi(), sums.queryNoise());
    }

    /** c* = X / (F_1 d + E) in double-double: deviations from it are squared. */
    static DD scale(AlignedDesign design, WeightSums sums) {
        if (sums.sum().isZero()) {
            return DD.ZERO;
        }
        DD t = t(design);
        DD d = DD.of(design.dim());
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
                .divide(features(design) * tasks(design))
                .multiply(inverseGamma2(design))
                .multiply(t2.multiply(m1).add(t.multiply(2.0)).add(1));
        DD curvature = sums.sum()
                .square()
                .multiply(u3)
                .add(sums.squares().multiply(single))
                .add(noise);
        return sums.sum().multiply(u2).divide(curvature);
    }
}
