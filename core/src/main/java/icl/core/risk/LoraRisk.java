package icl.core.risk;

import icl.core.design.Design;
import icl.core.design.Frame;
import icl.core.design.Preconditioner;
import icl.core.design.Spectra;
import icl.core.design.Spectrum;
import icl.core.linalg.DdMatrix;
import icl.core.linalg.SymmetricEigen;
import icl.core.model.Predictor;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.commons.numbers.core.DD;

/**
 * Least risk of a frozen preconditioner W_0 plus an update of rank at most r, on designs with features independent of the
 * tasks. W_0 is the full-rank optimum of any other design; nothing need commute.
 *
 * <p>\[ L_r = L^* + \sum_{i > r} \sigma_i^2 , \qquad \sigma_i = \text{singular values of } (V^* - V_0)H^{1/2}, \quad H = A\Sigma
 * + BI , \]
 *
 * <p>V the whitened preconditioners of the new design, V* its optimum (Eckart and Young). Rank 0 is the risk of zero-shot
 * transfer. The deviation V* - V_0 is formed in double-double arithmetic, since it is small when the designs are close.
 *
 * <p>Unit: label squared. Accuracy: relative error below 1e-12 (reference values in {@code lora.jsonl}).
 *
 * @see <a href="https://arxiv.org/abs/2407.10005">Li, Rawat and Oymak (2024)</a>, LoRA under distribution shift; derivation in
 *     docs/formulas.md, section 3
 */
final class LoraRisk {
    private LoraRisk() {}

    static Risk answer(QuadraticRisk quadratic, Design design, Predictor.Lora lora) {
        Frame frame = Spectra.frame(design);
        Preconditioner before = frame.enter(BasePreconditioner.of(lora.base()));
        Spectrum spectrum = frame.spectrum(design.dim());
        DD[] deviations = deviations(quadratic, frame, before);
        DD left = DD.ZERO;
        for (int i = deviations.length - 1; i >= lora.rank(); i--) {
            left = left.add(deviations[i]);
        }
        double rest = left.doubleValue();
        return new Risk(
                quadratic.risk(spectrum, spectrum.dim()) + rest,
                quadratic.zeroRisk(spectrum),
                quadratic.gain(spectrum, spectrum.dim()) - rest,
                design.length(),
                halfRank(deviations),
                Optional.empty(),
                Optional.empty());
    }

    /** sigma_i^2, descending, shape (size of the frame). */
    private static DD[] deviations(QuadraticRisk quadratic, Frame frame, Preconditioner before) {
        int size = frame.size();
        if (before.isDiagonal()) {
            return IntStream.range(0, size)
                    .mapToObj(i -> {
                        DD lambda = frame.eigenvalue(i);
                        DD deviation = quadratic.scale(lambda).subtract(before.get(i, i));
                        return quadratic.curvature(lambda).multiply(deviation.square());
                    })
                    .sorted(Comparator.comparingDouble((DD s) -> -s.hi()))
                    .toArray(DD[]::new);
        }
        DdMatrix best = DdMatrix.diagonal(size, i -> quadratic.scale(frame.eigenvalue(i)));
        DdMatrix deviation = best.minus(before.dense());
        DdMatrix weighted = deviation.scaledColumns(i -> quadratic.curvature(frame.eigenvalue(i)));
        SymmetricEigen eigen =
                SymmetricEigen.of(weighted.timesTransposed(deviation).symmetrised());
        return IntStream.range(0, size)
                .mapToObj(i -> eigen.value(i).hi() > 0 ? eigen.value(i) : DD.ZERO)
                .toArray(DD[]::new);
    }

    /** The least update rank that wins back half of what the shift costs. */
    private static Optional<Integer> halfRank(DD[] deviations) {
        double all = Arrays.stream(deviations).mapToDouble(DD::doubleValue).sum();
        double wonBack = 0;
        for (int rank = 1; rank <= deviations.length; rank++) {
            wonBack += deviations[rank - 1].doubleValue();
            if (wonBack > 0 && wonBack >= all / 2) {
                return Optional.of(rank);
            }
        }
        return Optional.empty();
    }
}
