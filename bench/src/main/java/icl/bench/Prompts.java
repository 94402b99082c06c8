package icl.bench;

import icl.core.linalg.LaneAlgebra;

/** The numbering of prompts in batches. */
final class Prompts {
    private Prompts() {}

    /**
     * The distance from the first prompt of a batch to that of the next one. Batches begin at multiples of the lanes.
     */
    static long stride(int batch) {
        return (batch + LaneAlgebra.LANES - 1L) / LaneAlgebra.LANES * LaneAlgebra.LANES;
    }
}
