package icl.core.risk;

import icl.core.covariance.Preconditioner;
import icl.core.design.AlignedDesign;
import icl.core.design.Design;
import icl.core.linalg.DdMatrix;
import icl.core.linalg.Vector;
import icl.core.model.Predictor;
import java.util.Arrays;
import java.util.Optional;
import org.apache.commons.numbers.core.DD;

/**
 * Risk under task-feature alignment: features lean towards the task, x ~ N(a beta, I), isotropic, any rank, any weights.
 *
 * <p>With t = a^2, \( \gamma^2 = 1/(td+1) \), u = 1 + t|beta|^2, weights of sum s_1 and sum of squares q, label noise \( N =
 * \sum w_i^2s_i^2 \), and \( E_k \) the mean over \( |\beta|^2 \sim \chi^2_k \), the terms of {@link InvariantRisk} are
 *
 * <p>\[ X = s_1\gamma^2 E_{d+2}[u^2] , \quad F_1 = t\,E_{d+4}[\psi] , \quad E = 2F_1 + E_d[\varphi] + t\,E_{d+2}[\varphi] +
 * E_{d+2}[\psi] , \]
 * \[ \varphi = q\gamma^2|\beta|^2u + N , \qquad \psi = s_1^2\gamma^2u^2 + q\gamma^2(1 + 3t|\beta|^2) + Nt . \]
 *
 * <p>At full rank the risk is \( s_q^2 + [s_1^2(P_0P_2 - P_1^2) + P_0V] / (s_1^2P_2 + V) \) with
 *
 * <p>\[ P_k = \gamma^2 d\,E_{d+2}[u^{k+1}] , \quad V = q\gamma^2 d[(d+1)E_{d+2}[u] + 4t(d+2)(1 + t(d+4))] + Nd[1 + 2t +
 * t^2(d+2)] , \]
 * \[ P_0P_2 - P_1^2 = 2\gamma^4d^2t^2(d+2)[1 + 2t(d+4) + t^2(d+2)(d+4)] , \]
 *
 * <p>all of it positive. With one noise equal weights are best, so H3 reaches what attention reaches; with noise by position
 * the best weights are inverse to each example's own part of the denominator. The risk is not monotone in a: at large a the
 * fluctuation of |beta|^2 dominates.
 *
 * <p>Unit: label squared. Domain: 0 &le; a &le; 1, n &ge; 0. Limits: a = 0 is independent data. Accuracy: relative error below
 * 1e-14 (reference values in {@code aligned.jsonl}).
 *
 * @see <a href="https://arxiv.org/abs/2407.10005">Li, Rawat and Oymak (2024)</a>, task-feature alignment; derivation in
 *     docs/formulas.md, sections 7 and 8
 */
public final class AlignedRisk implements RiskFormula {

    /** The formula above with all weights one and one noise: some ten nanoseconds. */
    public static double risk(int dim, int length, double noiseVariance, double alpha, int rank) {
        return invariant(dim, alpha, length, length, length * noiseVariance, noiseVariance)
                .risk(rank);
    }

    /** Of weights of sum s1, sum of squares q and label noise sum w^2 s^2. */
    static InvariantRisk invariant(int dim, double a, double s1, double q, double noise, double queryNoise) {
        double d = dim;
        double t = a * a;
        double g2 = 1 / (t * d + 1);
        double m1 = d + 2; // E_(d+2) of |beta|^2 and its square
        double m2 = m1 * (d + 4);
        double u1 = 1 + t * m1; // E_(d+2) of u, u^2, u^3
        double u2 = 1 + 2 * t * m1 + t * t * m2;
        double u3 = 1 + 3 * t * m1 + 3 * t * t * m2 + t * t * t * m2 * (d + 6);
        double p0 = g2 * d * u1;
        double p2 = g2 * d * u3;
        double spread = 2 * g2 * g2 * d * d * t * t * m1 * (1 + 2 * t * (d + 4) + t * t * m2);
        double v = d * (q * g2 * ((d + 1) * u1 + 4 * t * m1 * (1 + t * (d + 4))) + noise * (1 + 2 * t + t * t * m1));
        double f1 = t * psi(d + 4, t, g2, s1, q, noise);
        double e = 2 * f1 + phi(d, t, g2, q, noise) + t * phi(d + 2, t, g2, q, noise) + psi(d + 2, t, g2, s1, q, noise);
        double zero = p0 + queryNoise;
        double full = s1 == 0 ? zero : queryNoise + (s1 * s1 * spread + p0 * v) / (s1 * s1 * p2 + v);
        return new InvariantRisk(dim, zero, full, s1 * g2 * u2, f1, e);
    }

    /** E_k of psi. */
    private static double psi(double k, double t, double g2, double s1, double q, double noise) {
        return s1 * s1 * g2 * (1 + 2 * t * k + t * t * k * (k + 2)) + q * g2 * (1 + 3 * t * k) + noise * t;
    }

    /** E_k of phi. */
    private static double phi(double k, double t, double g2, double q, double noise) {
        return q * g2 * k * (1 + t * (k + 2)) + noise;
    }

    @Override
    public Optional<Risk> answer(Question question) {
        if (!(question.design() instanceof AlignedDesign design)) {
            return Optional.empty();
        }
        requireClosed(design);
        Predictor predictor = question.predictor();
        if (predictor instanceof Predictor.Attention attention) {
            return Optional.of(optimum(design, attention.rank(), Optional.empty()));
        }
        if (predictor instanceof Predictor.H3 h3) {
            return Optional.of(optimum(design, h3.rank(), bestWeights(design, h3.rank())));
        }
        if (predictor instanceof Predictor.Weighted given) {
            return Optional.of(optimum(design, given.rank(), Optional.of(given.weights())));
        }
        if (predictor instanceof Predictor.Given given) {
            return Optional.of(given(design, Preconditioner.of(DdMatrix.of(given.preconditioner())), given.weights()));
        }
        if (predictor instanceof Predictor.Lora lora) {
            return Optional.of(lora(design, lora));
        }
        return Optional.empty();
    }

    @Override
    public Optional<DD[]> attentionScales(Design design) {
        if (!(design instanceof AlignedDesign aligned)) {
            return Optional.empty();
        }
        requireClosed(aligned);
        DD[] scales = new DD[design.dim()];
        Arrays.fill(scales, scale(aligned, WeightSums.of(aligned, Optional.empty())));
        return Optional.of(scales);
    }

    private static void requireClosed(AlignedDesign design) {
        if (!design.isIsotropic()) {
            throw new NoClosedForm("alignment with anisotropic covariances; give aligned identity covariances");
        }
    }

    private static InvariantRisk invariant(AlignedDesign design, WeightSums sums) {
        return invariant(
                design.dim(),
                design.alpha(),
                sums.sum().hi(),
                sums.squares().hi(),
                sums.noise().hi(),
                sums.queryNoise());
    }

    /** Inverse to what the squared weight of each example adds to F_1 r + E; of mean 1. Equal ones need not be named. */
    private static Optional<Vector> bestWeights(AlignedDesign design, Optional<Integer> rank) {
        if (design.noiseVariance().isCommon() || design.length() == 0) {
            return Optional.empty();
        }
        double r = rank.orElse(design.dim());
        Vector raw = Vector.from(design.length(), i -> {
            InvariantRisk one = invariant(
                    design.dim(), design.alpha(), 0, 1, design.noiseVariance().at(i), 0);
            return 1 / (one.f1() * r + one.e());
        });
        double mean = raw.sum() / raw.size();
        return Optional.of(raw.map(w -> w / mean));
    }

    private static Risk optimum(AlignedDesign design, Optional<Integer> rank, Optional<Vector> weights) {
        WeightSums sums = WeightSums.of(design, weights);
        return invariant(design, sums).optimum(rank, sums.effectiveLength(), weights);
    }

    /** c* = X / (F_1 d + E) in double-double: deviations from it are squared. */
    private static DD scale(AlignedDesign design, WeightSums sums) {
        if (sums.sum().isZero()) {
            return DD.ZERO;
        }
        DD d = DD.of(design.dim());
        DD t = DD.ofSquare(design.alpha());
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
        DD noise = t.multiply(d)
                .add(1)
                .multiply(sums.noise())
                .multiply(t2.multiply(m1).add(t.multiply(2.0)).add(1));
        DD curvature = sums.sum()
                .square()
                .multiply(u3)
                .add(sums.squares().multiply(single))
                .add(noise);
        return sums.sum().multiply(u2).divide(curvature);
    }

    /** L_d + F_1 [(tr D)^2 + 2 |sym D|^2] + (E - 2 F_1) |D|^2 with D = W - c* I: no term is negative. */
    private static Risk given(AlignedDesign design, Preconditioner w, Optional<Vector> weights) {
        WeightSums sums = WeightSums.of(design, weights);
        InvariantRisk risk = invariant(design, sums);
        DD best = scale(design, sums);
        DD trace = DD.ZERO;
        double symmetric = 0;
        double all = 0;
        for (int i = 0; i < design.dim(); i++) {
            for (int j = 0; j < design.dim(); j++) {
                DD entry = i == j ? w.get(i, i).subtract(best) : w.get(i, j);
                DD mean = i == j ? entry : entry.add(w.get(j, i)).scalb(-1);
                trace = i == j ? trace.add(entry) : trace;
                symmetric += mean.hi() * mean.hi();
                all += entry.hi() * entry.hi();
            }
        }
        double excess = risk.f1() * (trace.hi() * trace.hi() + 2 * symmetric) + (risk.e() - 2 * risk.f1()) * all;
        return new Risk(
                risk.fullRankRisk() + excess,
                risk.zeroRisk(),
                risk.gain(design.dim()) - excess,
                sums.effectiveLength(),
                Optional.empty(),
                Optional.empty(),
                weights);
    }

    private static Risk lora(AlignedDesign design, Predictor.Lora lora) {
        WeightSums sums = WeightSums.of(design, Optional.empty());
        Optional<Risk> isotropic = invariant(design, sums).lora(scale(design, sums), design, lora);
        if (isotropic.isPresent()) {
            return isotropic.get();
        }
        if (lora.rank() == 0) {
            return given(design, BasePreconditioner.of(lora.base()), Optional.empty());
        }
        if (lora.rank() == design.dim()) {
            return optimum(design, Optional.empty(), Optional.empty());
        }
        throw new NoClosedForm("lora of rank " + lora.rank()
                + " on aligned from a base whose optimum is not a multiple of the"
                + " identity; give the base identity covariances, or ask for rank 0 or rank dim = " + design.dim());
    }
}
