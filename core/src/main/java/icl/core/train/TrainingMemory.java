package icl.core.train;

import icl.core.check.Memory;
import icl.core.design.Design;
import icl.core.linalg.LaneAlgebra;
import icl.core.model.BilinearModel;
import icl.core.model.Model;
import icl.core.model.Tensor;

/** Estimates of the memory that training needs, before anything is allocated. */
public final class TrainingMemory {
    /**
     * The number of arrays of all parameters: the parameters, their initial values, gradients, and the state of the
     * optimiser.
     */
    private static final int COPIES = 8;

    /** The number of double-double matrices of shape (d, d) that the exact risk of trained parameters needs. */
    private static final int EXACT = 12;

    private static final int ROW = Float.BYTES * LaneAlgebra.LANES;

    private TrainingMemory() {}

    /** The bytes that training needs, right within some tens of percent. */
    public static double bytes(Model model, Design design) {
        double d = design.dim();
        double n = design.length();
        double parameters = 0;
        for (Tensor tensor : model.tensors()) {
            parameters += (double) tensor.rows() * tensor.columns();
        }
        double kept = model instanceof BilinearModel ? 0 : n * (d + 1); // bilinear forms read each example once
        double lanes = ROW * (10 * d + 4 * n + design.bufferedNumbers() + kept);
        double gradients = (double) Float.BYTES * LaneAlgebra.PARTS * (d * d + n);
        return Double.BYTES * (COPIES * parameters + EXACT * d * d) + lanes + gradients;
    }

    /** Refuses training that does not fit into the share of the heap of one computation. */
    public static void require(Model model, Design design) {
        Memory.require("train", design.dim(), design.length(), bytes(model, design));
    }
}
