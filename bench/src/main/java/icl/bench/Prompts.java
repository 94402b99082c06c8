package icl.bench;

import icl.core.linalg.LaneAlgebra;

/** Where batches of prompts begin. */
final class Prompts {
    private Prompts() {}

    /** From the first prompt of a batch to that of the next: batches begin at multiples of the lanes. */
    static long stride(int batch) {
        return (batch + LaneAlgebra.LANES - 1L) / LaneAlgebra.LANES * LaneAlgebra.LANES;
    }
}
