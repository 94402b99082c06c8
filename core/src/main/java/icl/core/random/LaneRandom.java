package icl.core.random;

import icl.core.check.Require;
import java.util.Arrays;

/**
 * Random numbers of {@link #LANES} prompts of a stream at once, a lane for each. What a lane gets depends on the stream, the
 * number of its prompt and what was drawn for it before, and on nothing else.
 *
 * <p>Arrays are filled in rows of LANES numbers. A row of normals has mean 0 and variance 1, in single precision.
 */
public final class LaneRandom {
    /** Prompts at once. */
    public static final int LANES = LaneKernel.LANES;

    private final LaneKernel kernel;
    private final int[] key;
    private final int[] words = new int[LaneKernel.ROWS * LANES];
    private final float[] radii = new float[LANES];
    private final int[] one = new int[4];
    private long firstPrompt;
    private int block;
    private float[] spare = new float[0];

    public LaneRandom(StreamKey key) {
        this(key, LaneKernel.BEST);
    }

    LaneRandom(StreamKey key, LaneKernel kernel) {
        this.key = key.words();
        this.kernel = kernel;
    }

    /** Rows that {@link #normals} fills when it is asked for this many. */
    public static int room(int rows) {
        return Math.multiplyExact(Math.floorDiv(rows + LaneKernel.ROWS - 1, LaneKernel.ROWS), LaneKernel.ROWS);
    }

    /** Begins with a prompt; its number is a multiple of LANES. */
    public void start(long prompt) {
        Require.that(prompt >= 0 && prompt % LANES == 0, "first prompt", prompt, "a multiple of " + LANES);
        firstPrompt = prompt;
        block = 0;
    }

    /** Fills {@link #room room(rows)} rows from row 0 on. */
    public void normals(float[] out, int rows) {
        for (int row = 0; row < rows; row += LaneKernel.ROWS) {
            kernel.words(key, firstPrompt, block, words, 0);
            block += 2;
            for (int pair = 0; pair < LaneKernel.ROWS; pair += 2) {
                kernel.radii(words, pair * LANES, radii);
                kernel.normals(words, (pair + 1) * LANES, radii, out, (row + pair) * LANES);
            }
        }
    }

    /**
     * Fills rows with independent chi-squares of {@code degrees}, {@code degrees - 1}, ... degrees of freedom, the last at least
     * 0 (which gives 0).
     */
    public void chiSquares(int degrees, int count, float[] out, int at) {
        Require.that(degrees >= count - 1, "degrees of freedom", degrees, "at least " + (count - 1));
        int own = block;
        if (spare.length < room(3 * count) * LANES) {
            spare = new float[room(3 * count) * LANES];
        }
        normals(spare, 3 * count);
        block = Math.max(block, own + count); // a block each for what lanes draw for themselves
        for (int i = 0; i < count; i++) {
            if (degrees - i <= 3) {
                sumOfSquares(degrees - i, 3 * i * LANES, out, at + i * LANES);
            } else {
                rejecting(new Gamma((degrees - i) / 2.0), 3 * i * LANES, own + i, out, at + i * LANES);
            }
        }
    }

    private void sumOfSquares(int degrees, int from, float[] out, int at) {
        Arrays.fill(out, at, at + LANES, 0);
        for (int i = 0; i < degrees * LANES; i++) {
            float z = spare[from + i];
            out[at + i % LANES] = Math.fma(z, z, out[at + i % LANES]);
        }
    }

    private void rejecting(Gamma gamma, int from, int name, float[] out, int at) {
        for (int lane = 0; lane < LANES; lane++) {
            float x = spare[from + lane];
            float a = spare[from + LANES + lane];
            float b = spare[from + 2 * LANES + lane];
            float value = gamma.quick(x, a, b);
            out[at + lane] = 2 * (value > 0 ? value : retried(gamma, x, a, b, name, lane));
        }
    }

    /** What a lane draws for itself has counters of its own: those of one block, with the attempt as the last word. */
    private float retried(Gamma gamma, float x, float a, float b, int name, int lane) {
        float value = gamma.exact(x, a, b);
        for (int attempt = 1; !(value > 0); attempt++) {
            one[0] = (int) firstPrompt + lane;
            one[1] = (int) (firstPrompt >>> 32);
            one[2] = name;
            one[3] = attempt;
            Threefry.encrypt(key, one, 0);
            float radius = Normals.radius(one[0]);
            value = gamma.exact(Normals.first(one[1], radius), Normals.radius(one[2]), 0);
        }
        return value;
    }
}
