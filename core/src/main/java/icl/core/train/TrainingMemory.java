package icl.core.train;

import icl.core.check.Invalid;
import icl.core.design.Design;
import icl.core.design.DriftDesign;
import icl.core.linalg.LaneAlgebra;
import icl.core.model.Model;
import icl.core.model.Tensor;
import java.util.Locale;

/** What training takes, estimated before any of it is allocated. */
public final class TrainingMemory {
    /** Arrays of all parameters: themselves, their start, gradients, and the memory of the optimiser. */
    private static final int COPIES = 8;

    /** Matrices of shape (d, d) in double-double arithmetic that the exact risk of what was trained takes. */
    private static final int EXACT = 12;

    private static final int ROW = Float.BYTES * LaneAlgebra.LANES;

    private TrainingMemory() {}

    /** Bytes, within some tens of percent. */
    public static double bytes(Model model, Design design) {
        double d = design.dim();
        double n = design.length();
        double parameters = 0;
        for (Tensor tensor : model.tensors()) {
            parameters += (double) tensor.rows() * tensor.columns();
        }
        double lanes = ROW * (10 * d + 4 * n + (design instanceof DriftDesign ? n * d : 0));
        double gradients = (double) Float.BYTES * LaneAlgebra.PARTS * (d * d + n);
        return Double.BYTES * (COPIES * parameters + EXACT * d * d) + lanes + gradients;
    }

    /** Refuses what does not fit into a core's share of the heap. */
    public static void require(Model model, Design design) {
        double bytes = bytes(model, design);
        double most =
                (double) Runtime.getRuntime().maxMemory() / Runtime.getRuntime().availableProcessors();
        if (bytes > most) {
            throw new Invalid(String.format(
                    Locale.ROOT,
                    "Cannot train at dim %d and length %d: some %,.0f bytes are needed (must be at most %,.0f, a core's share"
                            + " of the heap: choose smaller sizes, or give Java more memory)",
                    design.dim(),
                    design.length(),
                    bytes,
                    most));
        }
    }
}
