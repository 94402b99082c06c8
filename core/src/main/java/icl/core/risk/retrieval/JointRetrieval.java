package icl.core.risk.retrieval;

import icl.core.check.Interrupted;
import icl.core.covariance.WhitenedBasis;
import icl.core.design.RetrievalDesign;
import icl.core.linalg.DiagonalPlusRankTwo;
import icl.core.linalg.Vector;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.apache.commons.numbers.core.DD;

/**
 * Weights and preconditioner of H3 on anisotropic retrieval with per-example correlations or noise, improved in turn: each is
 * the exact optimum for the other. There can be several stationary points, with weights of one sign and of both; starts are
 * chosen on a grid over the shapes that the preconditioner can have, and the best end is kept.
 */
final class JointRetrieval {
    /** Convergence is linear; twice as many steps never changed the twelfth digit in the cases tried. */
    private static final int MOST_STEPS = 2000;

    /**
     * Beside equal weights, from which alone 44 of 8000 random prompts ended too high, by up to 36 %. With these none of 12,000
     * did, measured by ten random starts each.
     */
    private static final int STARTS = 3;

    private JointRetrieval() {}

    /** Shape (n), mean absolute value 1. */
    static Vector weights(RetrievalDesign design) {
        WhitenedBasis basis = design.whitenedBasis();
        Vector equal = Vector.constant(1, design.length());
        if (design.length() == 0 || basis.trace().isZero()) {
            return equal;
        }
        Improvement best = improved(basis, design, equal);
        for (Vector start : starts(basis, design)) {
            Improvement step = improved(basis, design, start);
            best = step.gain().subtract(best.gain()).hi() > 0 ? step : best;
        }
        return best.weights();
    }

    /** The best weights for the most promising points of {@link #profiles}, no two of them alike. */
    private static List<Vector> starts(WhitenedBasis basis, RetrievalDesign design) {
        List<Improvement> steps = new ArrayList<>();
        for (DD[] omega : profiles(basis, design.length())) {
            steps.add(bestWeights(basis, design, omega));
        }
        steps.sort(Comparator.comparingDouble((Improvement step) -> -step.gain().hi()));
        List<Vector> starts = new ArrayList<>();
        for (Improvement step : steps) {
            if (starts.size() < STARTS && starts.stream().noneMatch(w -> alike(w, step.weights()))) {
                starts.add(step.weights());
            }
        }
        return starts;
    }

    /**
     * Eigenvalues of the preconditioner over all shapes that a stationary one can have, (1 + t z) / (1 + s z) with z = lambda /
     * lambda_1 and 0 &le; s &lt; 3n + 5: a point for each decade of t, of both signs, and for each of s.
     */
    private static List<DD[]> profiles(WhitenedBasis basis, int length) {
        List<DD[]> profiles = new ArrayList<>();
        for (double s = 0.1; s < 30.0 * length + 50; s *= 10) {
            profiles.add(profile(basis, 0, 1, s));
            for (double t = 0.1; t <= 1e5; t *= 10) {
                profiles.add(profile(basis, 1, t, s));
                profiles.add(profile(basis, 1, -t, s));
            }
        }
        return profiles;
    }

    private static DD[] profile(WhitenedBasis basis, double constant, double t, double s) {
        DD[] omega = new DD[basis.size()];
        for (int j = 0; j < omega.length; j++) {
            double z = basis.eigenvalue(j).hi() / basis.eigenvalue(0).hi();
            omega[j] = DD.of((constant + t * z) / (1 + s * z));
        }
        return omega;
    }

    /** Equal up to their scale, or nearly. */
    private static boolean alike(Vector v, Vector w) {
        double both = 0;
        double first = 0;
        double second = 0;
        for (int i = 0; i < v.size(); i++) {
            both += v.get(i) * w.get(i);
            first += v.get(i) * v.get(i);
            second += w.get(i) * w.get(i);
        }
        return both * both > 0.96 * first * second;
    }

    private record Improvement(Vector weights, DD gain) {}

    private static Improvement improved(WhitenedBasis basis, RetrievalDesign design, Vector start) {
        Improvement step = new Improvement(start, DD.ZERO);
        for (int i = 0; i < MOST_STEPS; i++) {
            Improvement next = step(basis, design, step.weights());
            boolean settled = next.gain().subtract(step.gain()).hi()
                    <= 1e-22 * next.gain().hi();
            step = next;
            if (settled) {
                break;
            }
        }
        return step;
    }

    private static Improvement step(WhitenedBasis basis, RetrievalDesign design, Vector weights) {
        return bestWeights(
                basis, design, RetrievalScales.scales(basis, RetrievalSums.of(design, Optional.of(weights))));
    }

    private static Improvement bestWeights(WhitenedBasis basis, RetrievalDesign design, DD[] omega) {
        Interrupted.check();
        DiagonalPlusRankTwo over = overWeights(basis, design, omega);
        DD[] best = over.argument();
        double scale = 0;
        double sum = 0;
        for (DD w : best) {
            scale += Math.abs(w.hi()) / best.length;
            sum += w.hi();
        }
        double unit = scale == 0 ? 1 : Math.copySign(scale, sum); // most of them positive
        return new Improvement(Vector.from(best.length, i -> best[i].hi() / unit), over.value());
    }

    /** The gain as a quadratic in the weights, shape (n), for these eigenvalues of the whitened preconditioner. */
    private static DiagonalPlusRankTwo overWeights(WhitenedBasis basis, RetrievalDesign design, DD[] omega) {
        DD tau = DD.ZERO;
        DD linear = DD.ZERO; // sum omega lambda
        DD squares = DD.ZERO; // sum omega^2
        DD curved = DD.ZERO; // sum omega^2 lambda
        for (int j = 0; j < omega.length; j++) {
            tau = tau.add(omega[j]);
            linear = linear.add(omega[j].multiply(basis.eigenvalue(j)));
            squares = squares.add(omega[j].square());
            curved = curved.add(omega[j].square().multiply(basis.eigenvalue(j)));
        }
        DD trace = basis.trace();
        DD j1 = trace.multiply(tau.square().add(squares.multiply(2.0)))
                .add(tau.multiply(linear).multiply(4.0))
                .add(curved.multiply(8.0));
        DD j2 = tau.multiply(linear).add(curved.multiply(2.0));
        DD alone = trace.multiply(squares).add(curved.multiply(2.0));
        DD noiseStrong = tau.square().add(squares.multiply(2.0));
        int n = design.length();
        DD[] own = new DD[n];
        DD[] alpha = new DD[n];
        DD[] b = new DD[n];
        for (int i = 0; i < n; i++) {
            alpha[i] = DD.ofSquare(design.alpha().at(i));
            b[i] = DD.ONE.subtract(alpha[i]);
            DD noise = alpha[i].multiply(noiseStrong).add(b[i].multiply(squares));
            own[i] = alpha[i].multiply(b[i])
                    .multiply(j1.subtract(j2.multiply(2.0)))
                    .add(b[i].multiply(alone.subtract(b[i].multiply(curved))))
                    .add(noise.multiply(design.noiseVariance().at(i)));
        }
        DD[] v = {trace.multiply(tau).add(linear.multiply(2.0)), linear};
        return new DiagonalPlusRankTwo(own, alpha, b, new DD[] {j1, j2, curved}, v);
    }
}
