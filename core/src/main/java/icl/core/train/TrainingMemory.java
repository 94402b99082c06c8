package icl.core.train;

import icl.core.check.Memory;
import icl.core.design.Design;
import icl.core.linalg.LaneAlgebra;
import icl.core.model.BilinearModel;
import icl.core.model.Model;
import icl.core.model.Tensor;

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
        double kept = model instanceof BilinearModel ? 0 : n * (d + 1); // only bilinear forms need no example twice
        double lanes = ROW * (10 * d + 4 * n + design.bufferedNumbers() + kept);
        double gradients = (double) Float.BYTES * LaneAlgebra.PARTS * (d * d + n);
        return Double.BYTES * (COPIES * parameters + EXACT * d * d) + lanes + gradients;
    }

    /** Refuses what does not fit into a core's share of the heap. */
    public static void require(Model model, Design design) {
        Memory.require("train", design.dim(), design.length(), bytes(model, design));
    }
}
