package icl.core.random;

import icl.core.linalg.LaneAlgebra;
import icl.core.linalg.VectorApi;
import java.util.stream.IntStream;

/** Computes random words, normals and chi-squares of many prompts in lanes. All implementations give the same bits. */
interface LaneKernel {
    /** The number of prompts computed at once. */
    int LANES = LaneAlgebra.LANES;

    /** The rows of words that are computed at once, which are two blocks. */
    int ROWS = 8;

    /** 0, 1, 2, ..., the prompt of each lane counted from the first; must not be written to. */
    int[] NUMBERS = IntStream.range(0, LANES).toArray();

    /**
     * The words of two blocks of counters, {@code block} and the one after it, of the prompts {@code firstPrompt} to {@code
     * firstPrompt + LANES - 1}: word j of block b in row 4 b + j, shape (8, LANES), from {@code at} on. The low word of the
     * first prompt is a multiple of LANES.
     */
    void words(int[] key, long firstPrompt, int block, int[] words, int at);

    /** Rayleigh radii sqrt(-2 log u) from a row of words. */
    void radii(int[] words, int from, float[] radii);

    /** Two rows of normals, from {@code at} on, from radii and a row of words that give the angles. */
    void normals(int[] words, int from, float[] radii, float[] normals, int at);

    /**
     * A row of chi-squares from a row of normals and one of words, by {@link ChiSquareRejection#quick}; returns whether
     * all are accepted.
     *
     * @param c of {@link ChiSquareRejection}
     * @param d of {@link ChiSquareRejection}
     */
    boolean chiSquares(float[] normals, int from, int[] words, int wordsFrom, float c, float d, float[] out, int at);

    /** The fastest kernel that this virtual machine can run. */
    LaneKernel BEST = VectorApi.best(LaneKernel.class, "VectorLanes", ScalarLanes::new);
}
