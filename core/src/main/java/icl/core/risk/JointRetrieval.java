package icl.core.risk;

import icl.core.design.Frame;
import icl.core.design.RetrievalDesign;
import icl.core.design.Spectra;
import icl.core.linalg.Vector;
import java.util.List;
import java.util.Optional;
import java.util.function.IntToDoubleFunction;
import org.apache.commons.numbers.core.DD;

/**
 * Weights and preconditioner of H3 on anisotropic retrieval with per-example correlations or noise, improved in turn: each is
 * the exact optimum for the other. Several starts, the best kept.
 */
final class JointRetrieval {
    /** Convergence is linear; twice as many steps never changed the twelfth digit in the cases tried. */
    private static final int MOST_STEPS = 2000;

    private JointRetrieval() {}

    /** Shape (n), mean absolute value 1. */
    static Vector weights(RetrievalDesign design) {
        int n = design.length();
        List<IntToDoubleFunction> starts = List.of(
                i -> 1,
                i -> design.alpha().at(i) + 1e-3,
                i -> 1.001 - design.alpha().at(i),
                i -> i == 0 ? 1 : 1e-3);
        Frame frame = Spectra.frame(design);
        Vector best = Vector.constant(1, n);
        DD most = DD.of(-1);
        for (IntToDoubleFunction start : n == 0 ? List.<IntToDoubleFunction>of() : starts) {
            Step step = improved(frame, design, Vector.from(n, start));
            if (step.gain().subtract(most).hi() > 0) {
                most = step.gain();
                best = step.weights();
            }
        }
        return best;
    }

    private record Step(Vector weights, DD gain) {}

    private static Step improved(Frame frame, RetrievalDesign design, Vector start) {
        Step step = new Step(start, DD.ZERO);
        for (int i = 0; i < MOST_STEPS; i++) {
            Step next = step(frame, design, step.weights());
            boolean settled = next.gain().subtract(step.gain()).hi()
                    <= 1e-22 * next.gain().hi();
            step = next;
            if (settled) {
                break;
            }
        }
        return step;
    }

    private static Step step(Frame frame, RetrievalDesign design, Vector weights) {
        DD[] omega = AnisotropicRetrievalRisk.scales(frame, RetrievalSums.of(design, Optional.of(weights)));
        TwoFactorQuadratic over = overWeights(frame, design, omega);
        DD[] best = over.argument();
        double scale = 0;
        for (DD w : best) {
            scale += Math.abs(w.hi()) / best.length;
        }
        double unit = scale == 0 ? 1 : scale;
        return new Step(Vector.from(best.length, i -> best[i].hi() / unit), over.value());
    }

    /** The gain as a quadratic in the weights, shape (n), for these eigenvalues of the whitened preconditioner. */
    private static TwoFactorQuadratic overWeights(Frame frame, RetrievalDesign design, DD[] omega) {
        DD tau = DD.ZERO;
        DD linear = DD.ZERO; // sum omega lambda
        DD squares = DD.ZERO; // sum omega^2
        DD curved = DD.ZERO; // sum omega^2 lambda
        for (int j = 0; j < omega.length; j++) {
            tau = tau.add(omega[j]);
            linear = linear.add(omega[j].multiply(frame.eigenvalue(j)));
            squares = squares.add(omega[j].square());
            curved = curved.add(omega[j].square().multiply(frame.eigenvalue(j)));
        }
        DD trace = frame.trace();
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
        return new TwoFactorQuadratic(own, alpha, b, new DD[] {j1, j2, curved}, v);
    }
}
