package icl.core.risk.layer;

import icl.core.check.Memory;
import icl.core.design.Design;
import icl.core.design.StepMoments;
import icl.core.model.BilinearForm;
import icl.core.model.Loss;
import icl.core.risk.RiskFormulas;
import icl.core.risk.formula.RiskSurface;
import java.util.Arrays;
import java.util.Optional;

/**
 * The exact risk of a layer as a function of its {@link BilinearForm}, with its gradient: {@link RiskSurface} at W = u_y A + p
 * u_x' and f, plus {@link LabelEvenRisk}, since the two parts are uncorrelated and so are the even one and the label.
 *
 * <p>Unit: label squared. Derivation: docs/formulas.md, section 12.
 */
public final class LayerRisk {
    /** Matrices of shape (d, d) that the risk and a gradient descent on it allocate. */
    private static final int MATRICES = 16;

    /** Matrices of shape (n, n) that they allocate where examples differ. */
    private static final int PAIRS = 8;

    /** Vectors of shape (n) that they allocate. */
    private static final int VECTORS = 8;

    private final RiskSurface odd;
    private final Optional<LabelEvenRisk> even; // empty where there is no such part

    private LayerRisk(RiskSurface odd, Optional<LabelEvenRisk> even) {
        this.odd = odd;
        this.even = even;
    }

    /** Whether {@link #of} has an answer. */
    public static boolean covers(Design design, Loss loss, boolean hasEvenPart) {
        return RiskFormulas.hasSurface(design, loss)
                && (!hasEvenPart || design.gaussianTasks().isPresent());
    }

    /**
     * The risk of layers on a design; empty where it has no closed form.
     *
     * @param hasEvenPart false where u_x and p are 0 and stay so: the part that is even in the labels is left out
     * @throws icl.core.check.Invalid where it would not fit into memory
     */
    public static Optional<LayerRisk> of(Design design, Loss loss, boolean hasEvenPart) {
        requireMemory(design, loss);
        Optional<RiskSurface> odd = RiskFormulas.surface(design, loss);
        if (!hasEvenPart) {
            return odd.map(surface -> new LayerRisk(surface, Optional.empty()));
        }
        Optional<LabelEvenRisk> even = LabelEvenRisk.of(design, loss);
        return even.flatMap(part -> odd.map(surface -> new LayerRisk(surface, even)));
    }

    private static void requireMemory(Design design, Loss loss) {
        double d = design.dim();
        boolean alike = loss == Loss.QUERY
                && design.stepMoments().filter(StepMoments::areAlike).isPresent();
        double n = alike ? 0 : design.length();
        double numbers = MATRICES * d * d + PAIRS * n * n + VECTORS * (double) design.length();
        Memory.require("compute gradients", design.dim(), design.length(), Double.BYTES * numbers);
    }

    /** The risk, label squared; overwrites the gradient. */
    public double at(BilinearForm form, BilinearForm gradient) {
        double risk = odd(form, gradient);
        return even.isPresent() ? risk + even.get().add(form, gradient) : risk;
    }

    private double odd(BilinearForm form, BilinearForm gradient) {
        int d = form.dim();
        double[] matrix = form.matrix();
        double[] u = form.vector();
        double[] w = new double[d * d];
        for (int i = 0; i < d; i++) {
            for (int j = 0; j < d; j++) {
                w[i * d + j] = u[d] * matrix[i * (d + 1) + j] + matrix[i * (d + 1) + d] * u[j];
            }
        }
        double[] byW = new double[d * d];
        double risk = odd.at(w, form.filter(), byW, gradient.filter());
        pullBack(form, byW, gradient);
        return risk;
    }

    private static void pullBack(BilinearForm form, double[] byW, BilinearForm gradient) {
        int d = form.dim();
        double[] matrix = form.matrix();
        double[] u = form.vector();
        double[] byMatrix = gradient.matrix();
        double[] byVector = gradient.vector();
        Arrays.fill(byVector, 0);
        for (int i = 0; i < d; i++) {
            int row = i * (d + 1);
            byMatrix[row + d] = 0;
            for (int j = 0; j < d; j++) {
                double change = byW[i * d + j];
                byMatrix[row + j] = u[d] * change;
                byMatrix[row + d] += u[j] * change;
                byVector[j] += matrix[row + d] * change;
                byVector[d] += matrix[row + j] * change;
            }
        }
    }
}
